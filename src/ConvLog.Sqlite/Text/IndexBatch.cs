using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// What one transaction of the indexer brings into the index. It is read and prepared first, without a lock, and written then: by then another process may have
/// indexed the same, or a turn may have changed, so each is looked at again.
/// </summary>
/// <param name="utterances">Whether turns are indexed.</param>
internal sealed class IndexBatch(bool utterances)
{
    // However little there is to index in them.
    private const int MostRows = 1_000;
    private const int MostDocuments = 5_000;
    private const string FindToIndex = "SELECT no, first, last, last_turn FROM to_index ORDER BY no LIMIT ?1";
    private const string DeleteToIndex = "DELETE FROM to_index WHERE no = ?1 AND first = ?2";
    private const string UpdateToIndex = "UPDATE to_index SET first = ?3 WHERE no = ?1 AND first = ?2";
    private const string UpdateTurn = "UPDATE turn SET is_indexed = 1 WHERE no = ?1 AND checksum = ?2 AND is_indexed = 0";
    private const string InsertText = "INSERT INTO text_index (rowid, words) VALUES (?1, ?2)";
    private const string FindSince = "SELECT since FROM to_index WHERE no = ?1";
    private const string IsToIndex = "SELECT 1 FROM turn WHERE no = ?1 AND is_indexed = 0";
    private const string RepeatTurn = "INSERT INTO to_index (first, since) VALUES (?1, ?2)";

    private const string Entries = $"SELECT {IndexedText.EntryColumns} FROM entry WHERE no BETWEEN ?1 AND ?2 AND {IndexedText.IsSearched} ORDER BY no";
    private const string Turn = "SELECT checksum, started, user_input, agent_response FROM turn WHERE no = ?1 AND is_indexed = 0";

    private const long NoDocument = -1;

    private readonly List<PendingRow> _waiting = [];
    private readonly List<PendingRow> _rows = [];
    private readonly List<PendingDocument> _documents = [];
    private readonly DocumentWords _words = new();
    private readonly HashSet<long> _hours = [];

    // The document of entries that has begun, and where its words do.
    private long _document = NoDocument;
    private int _start;
    private int _mostBytes;

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Whether it holds less than all that was waiting when it was read.</summary>
    public bool LeftSome => IsFull || _waiting.Count == MostRows;

    /// <summary>How many bytes of words are in it.</summary>
    public int Bytes => _words.Length;

    /// <summary>How many documents could not be prepared. They are left out for good.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Why the last of them could not be.</summary>
    public Exception? Cause { get; private set; }

    private bool IsFull => _words.Length >= _mostBytes || _documents.Count >= MostDocuments;

    /// <summary>Reads the oldest of what is to be indexed.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="mostBytes">Ends with the document whose words reach so many bytes.</param>
    public void Read(Session session, int mostBytes)
    {
        _rows.Clear();
        _documents.Clear();
        _words.Clear();
        _hours.Clear();
        (Unreadable, Cause, _mostBytes, _document) = (0, null, mostBytes, NoDocument);
        ReadWaiting(session);
        foreach (var row in _waiting)
        {
            if (IsFull)
            {
                break;
            }

            long done = row.IsTurn ? ReadTurns(session, row) : ReadEntries(session, row.First, row.Last);
            _rows.Add(row with { Done = done });
        }

        EndDocument();

        // FTS5 writes out all it has gathered when a number is less than the one before.
        _documents.Sort(static (a, b) => a.No.CompareTo(b.No));
    }

    /// <summary>Writes what was read, and takes it off the list of what is to be indexed.</summary>
    /// <returns>False where another process was at the same entries: what was written is to be undone, and the batch read anew.</returns>
    public bool Write(Session session)
    {
        foreach (var row in _rows)
        {
            if (!row.IsTurn && !Take(session, row))
            {
                return false;
            }
        }

        foreach (var document in _documents)
        {
            if (DocumentNumber.KindOf(document.No) == DocumentKind.Entry || TakeTurn(session, document))
            {
                session[InsertText].Bind(1, document.No).Bind(2, _words.Slice(document.Start, document.Length)).Run();
            }
            else
            {
                Repeat(session, document);
            }
        }

        foreach (var row in _rows)
        {
            if (row.IsTurn)
            {
                Take(session, row); // Last: it says since when a turn that stays on the list is there. Each turn was taken by itself.
            }
        }

        foreach (long hour in _hours)
        {
            TimeWords.Keep(session, hour);
        }

        return true;
    }

    // The oldest, in the order of their documents: conversations that go on at the same time take turns on the list.
    private void ReadWaiting(Session session)
    {
        _waiting.Clear();
        var rows = session[FindToIndex].Bind(1, MostRows);
        while (rows.Step())
        {
            (long no, long first) = (rows.Int64(0), rows.Int64(1));
            _waiting.Add(rows.OptionalInt64(2) is { } last
                ? new PendingRow(no, first, last, IsTurn: false)
                : new PendingRow(no, first, rows.OptionalInt64(3) ?? first, IsTurn: true));
        }

        _waiting.Sort(static (a, b) => (a.IsTurn, a.First, a.No).CompareTo((b.IsTurn, b.First, b.No)));
    }

    private long ReadEntries(Session session, long first, long last)
    {
        var entries = session[Entries].Bind(1, first).Bind(2, last);
        try
        {
            while (entries.Step())
            {
                long no = entries.Int64(0);
                if (DocumentNumber.OfEntry(no) is var document && document != _document)
                {
                    EndDocument();
                    if (IsFull)
                    {
                        return no - 1;
                    }

                    (_document, _start) = (document, _words.Begin());
                }

                Include(entries);
            }

            return last;
        }
        finally
        {
            entries.Reset();
        }
    }

    private void EndDocument()
    {
        if (_document != NoDocument && _words.Length > _start)
        {
            Add(_document, version: 0, _start, row: 0);
        }

        _document = NoDocument;
    }

    private void Include(Statement row)
    {
        long ticks = row.Int64(3);
        try
        {
            var fields = IndexedText.Fields(row);
            TurnText.Include(_words, IndexedText.Document(row, fields), ticks, fields);
            _hours.Add(TimeWords.HourOf(ticks));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LeaveOut(e);
        }
    }

    private long ReadTurns(Session session, PendingRow row)
    {
        EndDocument();
        for (long no = row.First; utterances && no <= row.Last; no++)
        {
            if (no > row.First && IsFull)
            {
                return no - 1;
            }

            var turn = session[Turn].Bind(1, no);
            try
            {
                if (turn.Step())
                {
                    AddTurn(turn, no, row.No);
                }
            }
            finally
            {
                turn.Reset();
            }
        }

        return row.Last;
    }

    private void AddTurn(Statement row, long no, long listed)
    {
        try
        {
            long started = row.Int64(1);
            Add(DocumentNumber.OfTurn(no), row.Int64(0), TurnText.Add(_words, SearchDocument.OfTurn(row.Text(2), row.Text(3)), started), listed);
            _hours.Add(TimeWords.HourOf(started));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LeaveOut(e);
        }
    }

    // What cannot be read now cannot be later, and must not hold up the rest.
    private void LeaveOut(Exception cause)
    {
        Unreadable++;
        Cause = cause;
    }

    private void Add(long document, long version, int start, long row)
        => _documents.Add(new PendingDocument(document, version, start, _words.Length - start, row));

    // Takes off the list what was read. False where another process did, or took some of it.
    private static bool Take(Session session, PendingRow row)
    {
        var take = row.Done == row.Last
            ? session[DeleteToIndex]
            : session[UpdateToIndex].Bind(3, row.Done + 1);
        return take.Bind(1, row.No).Bind(2, row.First).RunAndCount() == 1;
    }

    private static bool TakeTurn(Session session, PendingDocument turn)
        => session[UpdateTurn].Bind(1, DocumentNumber.TurnOf(turn.No)).Bind(2, turn.Version).RunAndCount() == 1;

    // One that changed since it was read stays on the list. Not by one statement: for an insertion that reads another table, SQLite keeps a journal of its own.
    private static void Repeat(Session session, PendingDocument turn)
    {
        long no = DocumentNumber.TurnOf(turn.No);
        if (session[IsToIndex].Bind(1, no).Scalar() is not null && session[FindSince].Bind(1, turn.Row).Scalar() is { } since)
        {
            session[RepeatTurn].Bind(1, no).Bind(2, since).Run();
        }
    }

    // Done: the last entry or turn that was read.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PendingRow(long No, long First, long Last, bool IsTurn, long Done = 0);

    // Version: a turn's checksum, because a late change does not increase its revision.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct PendingDocument(long No, long Version, int Start, int Length, long Row);
}
