using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The documents that one transaction adds to the index. They are read and prepared first, without a lock, and checked again when they are written, because
/// another process may have indexed the same ones, or a turn may have changed.
/// </summary>
/// <param name="utterances">Whether turns are indexed.</param>
internal sealed class IndexBatch(bool utterances)
{
    // Limits the batch even if the rows contain little to index.
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

    // The document of entries that is being read, and the offset of its words.
    private long _document = NoDocument;
    private int _start;
    private int _mostBytes;

    /// <summary>Whether it contains less than all rows that were waiting when it was read.</summary>
    public bool HasMore => IsFull || _waiting.Count == MostRows;

    /// <summary>The number of bytes of words in it.</summary>
    public int Bytes => _words.Length;

    /// <summary>Why texts could not be read, one error each. They are never indexed.</summary>
    public List<Exception> Unreadable { get; } = [];

    private bool IsFull => _words.Length >= _mostBytes || _documents.Count >= MostDocuments;

    /// <summary>Reads the oldest rows to index.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="mostBytes">Ends with the document whose words reach this number of bytes.</param>
    /// <returns>Whether there are any.</returns>
    public bool Read(Session session, int mostBytes)
    {
        _rows.Clear();
        _documents.Clear();
        _words.Clear();
        _hours.Clear();
        Unreadable.Clear();
        (_mostBytes, _document) = (mostBytes, NoDocument);
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

        // FTS5 flushes its pending data when a number is less than the previous one.
        _documents.Sort(static (a, b) => a.No.CompareTo(b.No));
        return _rows.Count > 0;
    }

    /// <summary>Writes the documents, and removes them from the list of rows to index.</summary>
    /// <returns>False if another process indexed the same entries: the writes must be undone, and the batch read again.</returns>
    public bool Write(Session session)
    {
        foreach (var row in _rows)
        {
            if (!row.IsTurn && !TryRemove(session, row))
            {
                return false;
            }
        }

        foreach (var document in _documents)
        {
            if (DocumentNumber.KindOf(document.No) == DocumentKind.Entry || TryRemoveTurn(session, document))
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
                TryRemove(session, row); // Last: Repeat reads from the row how long a turn has been waiting. Each turn was already taken individually.
            }
        }

        foreach (long hour in _hours)
        {
            TimeWords.Store(session, hour);
        }

        return true;
    }

    // The oldest rows, in the order of their documents: on the list, rows of concurrent conversations alternate.
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

                TryInclude(entries, entries.Int64(3), IndexedText.Entry);
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
                int start = _words.Begin();
                if (turn.Step() && TryInclude(turn, turn.Int64(1), static row => (SearchDocument.OfTurn(row.Text(2), row.Text(3)), default)))
                {
                    Add(DocumentNumber.OfTurn(no), turn.Int64(0), start, row.No);
                }
            }
            finally
            {
                turn.Reset();
            }
        }

        return row.Last;
    }

    // A text that cannot be read now cannot be read later either, and must not block the rest.
    private bool TryInclude(Statement row, long ticks, Func<Statement, (SearchDocument Text, LogFields Fields)> read)
    {
        try
        {
            var (text, fields) = read(row);
            TurnText.Include(_words, text, ticks, fields);
            _hours.Add(TimeWords.HourOf(ticks));
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Unreadable.Add(e);
            return false;
        }
    }

    private void Add(long document, long version, int start, long row)
        => _documents.Add(new PendingDocument(document, version, start, _words.Length - start, row));

    // Removes rows that were read from the list. False if another process has removed a row, or a part of it.
    private static bool TryRemove(Session session, PendingRow row)
    {
        var take = row.Done == row.Last
            ? session[DeleteToIndex]
            : session[UpdateToIndex].Bind(3, row.Done + 1);
        return take.Bind(1, row.No).Bind(2, row.First).RunAndCount() == 1;
    }

    private static bool TryRemoveTurn(Session session, PendingDocument turn)
        => session[UpdateTurn].Bind(1, DocumentNumber.TurnOf(turn.No)).Bind(2, turn.Version).RunAndCount() == 1;

    // A turn that changed since it was read remains on the list. Two statements, because for an insertion that reads another table, SQLite keeps a statement
    // journal.
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
