using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Reading;

/// <summary>Reads the log of one conversation, in order and on demand.</summary>
internal sealed class LogReader
{
    // The personal part of an entry is in a block, and not in a column.
    private const string SelectEntries = """
        SELECT entry.no, entry.scope, entry.kind, entry.time, entry.content, entry.fields, entry.masked, entry.checksum, NULL, NULL FROM entry
        """;
    private const string FindWriter = "SELECT no, id, id_checksum FROM writer WHERE conversation = ?1 ORDER BY no";
    private const string FindScope = $"SELECT no, turn_id, call_id, checksum FROM scope WHERE {ScopeNumber.OfConversation}";

    private const string SelectFacts = """
        SELECT fact.no, fact.scope, fact.kind, fact.time, fact.payload, fact.checksum, pii.payload, pii.checksum, fact.id, fact.sequence
        FROM fact LEFT JOIN pii ON pii.kind = 3 AND pii.ref = fact.no
        """;

    private const string Entries = $"{SelectEntries} WHERE entry.no > ?1 AND entry.no <= ?2 AND entry.kind < 4 ORDER BY entry.no";
    private const string PersonalEntries = $"{SelectEntries} WHERE entry.no > ?1 AND entry.no <= ?2 ORDER BY entry.no";

    // Messages of model calls are not part of the log, and are read only with all of it.
    private const string Facts =
        $"{SelectFacts} WHERE fact.writer = ?1 AND fact.sequence >= ?2 AND (fact.sequence > ?2 OR fact.no > ?3) AND fact.kind & 4 = 0 AND fact.kind <> ?4 "
        + "ORDER BY fact.sequence, fact.no";
    private const string PersonalFacts
        = $"{SelectFacts} WHERE fact.writer = ?1 AND fact.sequence >= ?2 AND fact.sequence < ?4 AND (fact.sequence > ?2 OR fact.no > ?3) ORDER BY "
            + "fact.sequence, fact.no";

    private readonly Session _session;
    private readonly LoggedRows _rows;
    private readonly bool _withHidden;
    private readonly List<(long Number, Guid Id)> _writers = [];

    /// <param name="session">The connection, in its snapshot.</param>
    /// <param name="troubles">Counts damage.</param>
    /// <param name="parts">The personal parts of the conversation.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="conversationId">Its id.</param>
    /// <param name="withHidden">Whether to read records that are personal as a whole.</param>
    public LogReader(Session session, DatabaseTroubles troubles, PersonalParts parts, long conversation, string conversationId, bool withHidden)
    {
        (_session, _withHidden) = (session, withHidden);
        _rows = new LoggedRows(troubles, parts, conversation, conversationId);
        var writers = session[FindWriter].Bind(1, conversation);
        while (writers.Step())
        {
            _writers.Add((writers.Int64(0), writers.Guid(1)));
            troubles.Verify(writers.Int64(2), KnownConversation.ChecksumOf(conversation, writers.Guid(1)));
        }

        var scopes = session[FindScope].Bind(1, conversation);
        while (scopes.Step())
        {
            _rows.AddScope(scopes);
        }
    }

    /// <summary>The openings of the conversation, by their numbers.</summary>
    public IReadOnlyList<(long Number, Guid Id)> Writers => _writers;

    /// <summary>Everything after a position. Must be read to its end, or disposed.</summary>
    public IEnumerable<(ScopedRecord Record, LogPosition Position)> After(LogPosition? after) => After(after, withMessages: false);

    /// <summary>Everything, and the messages of model calls.</summary>
    public IEnumerable<ScopedRecord> ReadAll() => After(after: null, withMessages: true).Select(static logged => logged.Record);

    private IEnumerable<(ScopedRecord Record, LogPosition Position)> After(LogPosition? after, bool withMessages)
    {
        foreach (var writer in _writers)
        {
            if (after is not null && writer.Number < after.Writer)
            {
                continue;
            }

            var place = after?.Writer == writer.Number ? after : null;
            foreach (var logged in InOrder(EntriesOf(writer, place).Concat(FactsOf(writer, place, withMessages))))
            {
                yield return logged;
            }
        }
    }

    /// <summary>Everything except entries.</summary>
    public IEnumerable<FactRecord> ReadFacts()
        => _writers.SelectMany(writer => InOrder(FactsOf(writer, after: null))).Select(static fact => (FactRecord)fact.Record);

    private IEnumerable<IEnumerable<LoggedRow>> EntriesOf((long Number, Guid Id) writer, LogPosition? after)
    {
        var (first, last) = EntryNumber.RangeOf(writer.Number, isPersonal: false);
        yield return ReadEntries(writer,
            _session[Entries].Bind(1, first + (after?.Sequence ?? -1)).Bind(2, last));
        if (_withHidden)
        {
            (first, last) = EntryNumber.RangeOf(writer.Number, isPersonal: true);
            yield return ReadEntries(writer, _session[PersonalEntries].Bind(1, first + (after?.Sequence ?? -1)).Bind(2, last));
        }
    }

    private IEnumerable<IEnumerable<LoggedRow>> FactsOf((long Number, Guid Id) writer, LogPosition? after, bool withMessages = false)
    {
        long tie = after?.Tie ?? long.MinValue;
        yield return ReadFacts(writer,
            _session[Facts].Bind(1, writer.Number).Bind(2, after?.Sequence ?? FactOrder.FirstVisible).Bind(3, tie)
            .Bind(4, withMessages ? -1 : FactPayload.ModelMessage));
        if (_withHidden)
        {
            long first = after is null ? long.MinValue : FactOrder.Of(after.Sequence, isPersonal: true);
            yield return ReadFacts(writer, _session[PersonalFacts].Bind(1, writer.Number).Bind(2, first).Bind(3, tie).Bind(4, FactOrder.FirstVisible));
        }
    }

    private IEnumerable<LoggedRow> ReadEntries((long Number, Guid Id) writer, Statement rows)
    {
        try
        {
            while (rows.Step())
            {
                long sequence = EntryNumber.SequenceOf(rows.Int64(0));
                yield return new LoggedRow(_rows.Entry(rows, writer.Id, sequence), new LogPosition(writer.Number, sequence, 0));
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    private IEnumerable<LoggedRow> ReadFacts((long Number, Guid Id) writer, Statement rows)
    {
        try
        {
            while (rows.Step())
            {
                long sequence = FactOrder.SequenceOf(rows.Int64(9));
                yield return new LoggedRow(_rows.Fact(rows, writer, sequence), new LogPosition(writer.Number, sequence, rows.Int64(0)));
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    // Merges the ordered streams of one writer: an entry, then the facts that followed it.
    private static IEnumerable<(ScopedRecord Record, LogPosition Position)> InOrder(IEnumerable<IEnumerable<LoggedRow>> streams)
    {
        var open = new List<IEnumerator<LoggedRow>>();
        try
        {
            foreach (var stream in streams)
            {
                open.Add(stream.GetEnumerator());
            }

            open.RemoveAll(static rows => !rows.MoveNext());
            while (open.Count > 0)
            {
                var next = open[0];
                foreach (var rows in open)
                {
                    next = rows.Current.SortKey.CompareTo(next.Current.SortKey) < 0 ? rows : next;
                }

                if (next.Current.Record is { } record)
                {
                    yield return (record, next.Current.Position);
                }

                if (!next.MoveNext())
                {
                    open.Remove(next);
                }
            }
        }
        finally
        {
            open.ForEach(static rows => rows.Dispose());
        }
    }

    // The record is null if no part of it can be returned.
    private readonly record struct LoggedRow(ScopedRecord? Record, LogPosition Position)
    {
        public (long Sequence, long Tie) SortKey => (Position.Sequence, Position.Tie);
    }
}
