using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Text;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// The rows that one transaction deletes of conversations. They are read and prepared first, without a lock, and checked again when they are deleted, because
/// another process may have deleted some of them and the indexer may have indexed more.
/// </summary>
/// <remarks>A removed conversation gets no new rows, so one read finds all of them. For other conversations, the caller ensures that.</remarks>
internal sealed partial class RemovalBatch
{
    // A row costs about as much as this many bytes of words.
    private const int RowWeight = 100;
    private const int MostConversations = 2_000;
    private const int MostRows = 20_000;
    private const string Entries = $"SELECT {IndexedText.EntryColumns} FROM entry WHERE no BETWEEN ?1 AND ?2 ORDER BY no";
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1 ORDER BY no";
    private const string FindTurn = "SELECT no, started, user_input, agent_response FROM turn WHERE conversation = ?1 ORDER BY no";

    // Not a number of an entry.
    private const long NoDocument = -1;

    // A conversation with fewer rows is never split.
    private const int LeastRows = 100;

    // A conversation with more rows is not deleted in one transaction.
    private const int MostRowsOfWhole = 1_000;

    private const string Next = """
        SELECT erasure IS NULL, conversation
        FROM removal
        WHERE (erasure IS NULL, conversation) > (?2, ?3)
        ORDER BY erasure IS NULL, conversation
        LIMIT ?1
        """;

    private readonly List<RemovalPart> _parts = [];
    private readonly List<RemovedRange> _ranges = [];
    private readonly List<RemovedDocument> _entries = [];
    private readonly List<RemovedDocument> _turns = [];
    private readonly DocumentWords _words = new();
    private readonly PendingIndex _pending = new();
    private int _rows;
    private int _rowsBefore;
    private int _mostWeight;
    private bool _isWhole;

    public bool IsEmpty => _parts.Count == 0;

    /// <summary>The position of its end on the list; null if it ends within a conversation.</summary>
    public RemovalCursor? End { get; private set; }

    /// <summary>The size of the batch, for <see cref="BatchSize"/>.</summary>
    public int Weight => _words.Length + (_rows * RowWeight);

    private bool IsFull => Weight >= _mostWeight || _rows >= MostRows;

    private bool IsFullWithin => _isWhole ? _rows - _rowsBefore > MostRowsOfWhole : IsFull && _rows - _rowsBefore >= LeastRows;

    /// <summary>Reads the oldest rows to delete, erasures first.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="after">The position on the list after which to read.</param>
    /// <param name="mostWeight">Ends with the conversation that reaches this weight, or with the row of a large one.</param>
    public void Read(Session session, RemovalCursor after, int mostWeight)
    {
        Begin(session, mostWeight, isWhole: false);
        var conversations = session[Next].Bind(1, MostConversations).Bind(2, after.Expired).Bind(3, after.Conversation);
        try
        {
            while (!IsFull && conversations.Step())
            {
                End = ReadPart(session, conversations.Int64(1)) ? new RemovalCursor(conversations.Int64(0), conversations.Int64(1)) : null;
            }
        }
        finally
        {
            conversations.Reset();
        }
    }

    /// <summary>Reads conversations that were not removed yet, each as a whole.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conversations">Their numbers.</param>
    /// <param name="mostWeight">Ends with the conversation that reaches this weight.</param>
    /// <param name="tooLarge">Receives those that are too large for one transaction; they are not in the batch.</param>
    /// <returns>The number of conversations that were read.</returns>
    public int ReadWhole(Session session, ReadOnlySpan<long> conversations, int mostWeight, List<long> tooLarge)
    {
        Begin(session, mostWeight, isWhole: true);
        int read = 0;
        for (; read < conversations.Length && !IsFull; read++)
        {
            var (ranges, entries, turns) = (_ranges.Count, _entries.Count, _turns.Count);
            if (!ReadPart(session, conversations[read]))
            {
                _parts.RemoveAt(_parts.Count - 1);
                _ranges.RemoveRange(ranges, _ranges.Count - ranges);
                _entries.RemoveRange(entries, _entries.Count - entries);
                _turns.RemoveRange(turns, _turns.Count - turns);
                _rows = _rowsBefore;
                tooLarge.Add(conversations[read]);
            }
        }

        return read;
    }

    private void Begin(Session session, int mostWeight, bool isWhole)
    {
        _parts.Clear();
        _ranges.Clear();
        _entries.Clear();
        _turns.Clear();
        _words.Clear();
        (_rows, _mostWeight, _isWhole, End) = (0, mostWeight, isWhole, null);
        _pending.Read(session);
    }

    // The most numerous rows first; writers and the conversation last, because the others are found by them.
    /// <returns>Whether all of the conversation is in the batch.</returns>
    private bool ReadPart(Session session, long conversation)
    {
        _rowsBefore = _rows;
        int ranges = _ranges.Count;
        int turns = _turns.Count;
        var writers = Numbers(session, FindWriter, conversation);
        bool isRest = writers.TrueForAll(writer => ReadEntries(session, writer, isPersonal: false) && ReadEntries(session, writer, isPersonal: true))
            && ReadTurns(session, conversation);
        var (rest, tables) = isRest ? RemovalRows.Rest(session, conversation) : (0, 0);
        long rows = Math.Min(rest, _isWhole ? MostRowsOfWhole : Math.Max(LeastRows, (_mostWeight - Weight) / RowWeight));
        _rows += (int)rows;
        _parts.Add(new RemovalPart(conversation, ranges.._ranges.Count, turns.._turns.Count, tables, rows, isRest && rows == rest));
        return _parts[^1].IsLast;
    }

    /// <returns>Whether all of the writer's entries of this kind are in the batch.</returns>
    private bool ReadEntries(Session session, long writer, bool isPersonal)
    {
        if (IsFullWithin)
        {
            return false;
        }

        var (first, end) = EntryNumber.RangeOf(writer, isPersonal);
        var range = ReadEntries(session, first, end, isPersonal ? [] : _pending.Entries(session, first, end), mayEndEarlier: true);
        _ranges.Add(range);
        return range.Last == end;
    }

    // A range ends between two documents, never within one.
    private RemovedRange ReadEntries(Session session, long first, long end, List<(long First, long Last)> pending, bool mayEndEarlier)
    {
        long last = end;
        int count = 0;
        int documents = _entries.Count;
        long document = NoDocument;
        int start = 0;
        var rows = session[Entries].Bind(1, first).Bind(2, end);
        try
        {
            while (rows.Step())
            {
                long no = rows.Int64(0);
                if (DocumentNumber.OfEntry(no) is var next && next != document)
                {
                    EndDocument(document, start);
                    if (mayEndEarlier && document != NoDocument && IsFullWithin)
                    {
                        (last, document) = (no - 1, NoDocument);
                        break;
                    }

                    (document, start) = (next, _words.Begin());
                }

                count++;
                _rows++;
                if ((rows.Int64(2) & EntryPayload.PersonalKind) == 0 && !pending.Exists(range => range.First <= no && range.Last >= no))
                {
                    Include(rows);
                }
            }
        }
        finally
        {
            rows.Reset();
        }

        EndDocument(document, start);
        List<(long First, long Last)> left = [.. pending.Where(range => range.First <= last).Select(range => (range.First, Math.Min(range.Last, last)))];
        return new RemovedRange(first, last, count, left, documents.._entries.Count);
    }

    private void EndDocument(long document, int start)
    {
        if (document != NoDocument && _words.Length > start)
        {
            _entries.Add(new RemovedDocument(document, start, _words.Length - start));
        }
    }

    /// <returns>Whether all of the conversation's turns are in the batch.</returns>
    private bool ReadTurns(Session session, long conversation)
    {
        if (IsFullWithin)
        {
            return false;
        }

        var rows = session[FindTurn].Bind(1, conversation);
        try
        {
            while (rows.Step())
            {
                _rows++;
                int start = _words.Begin();
                TurnText.Include(_words, SearchDocument.OfTurn(rows.Text(2), rows.Text(3)), rows.Int64(1), fields: default);
                _turns.Add(new RemovedDocument(rows.Int64(0), start, _words.Length - start));
                if (IsFullWithin)
                {
                    return false;
                }
            }
        }
        finally
        {
            rows.Reset();
        }

        return true;
    }

    // FTS5 needs the words of a document to delete it. If the document cannot be read, its words remain in the index, but lead to no document.
    private void Include(Statement row)
    {
        try
        {
            var (text, fields) = IndexedText.Entry(row);
            TurnText.Include(_words, text, row.Int64(3), fields);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return;
        }
    }

    private static List<long> Numbers(Session session, string sql, long conversation) => session[sql].Bind(1, conversation).Numbers();
}

/// <summary>The rows that one transaction deletes of one conversation.</summary>
/// <param name="Conversation">Its number.</param>
/// <param name="Ranges">Its ranges of entries in the batch.</param>
/// <param name="Turns">Its turns in the batch.</param>
/// <param name="Tables">The other tables that contain rows of it, one bit each (<see cref="RemovalRows"/>).</param>
/// <param name="Rows">The maximum number of these rows to delete.</param>
/// <param name="IsLast">Whether these are its last rows.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovalPart(long Conversation, Range Ranges, Range Turns, long Tables, long Rows, bool IsLast);

/// <summary>A document to remove from the text index.</summary>
/// <param name="No">For entries, the number of the document (<see cref="DocumentNumber"/>); for a turn, the number of the turn.</param>
/// <param name="Start">The offset of its words.</param>
/// <param name="Length">The length of its words in bytes.</param>
/// <param name="IsIndexed">Whether the index contains it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovedDocument(long No, int Start, int Length, bool IsIndexed = false);

/// <summary>Entries of one writer that one transaction deletes, by their numbers.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
/// <param name="Count">The number of entries in the range.</param>
/// <param name="Pending">Those that the index did not contain yet: their words are not in the documents.</param>
/// <param name="Documents">The range of their documents in the batch.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RemovedRange(long First, long Last, int Count, List<(long First, long Last)> Pending, Range Documents);
