using ConvLog.Payloads;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Reads what was logged in one conversation, in order, as far as it is asked for.</summary>
internal sealed class LogReader
{
    private const string Entries = """
        SELECT entry.no, entry.scope, entry.kind, entry.time, entry.content, entry.fields, entry.masked, entry.checksum, pii.payload, pii.checksum
        FROM entry LEFT JOIN pii ON pii.kind = 2 AND pii.ref = entry.no
        WHERE entry.no > ?1 AND entry.no <= ?2 AND entry.kind < ?3 ORDER BY entry.no
        """;

    private const string FactRows = """
        SELECT fact.no, fact.scope, fact.kind, fact.time, fact.payload, fact.checksum, pii.payload, pii.checksum, fact.id, fact.sequence
        FROM fact LEFT JOIN pii ON pii.kind = 3 AND pii.ref = fact.no
        WHERE fact.writer = ?1 AND fact.sequence >= ?2 AND (fact.sequence > ?2 OR fact.no > ?3) AND fact.kind < ?4 ORDER BY fact.sequence, fact.no
        """;

    private readonly Session _session;
    private readonly LoggedRows _rows;
    private readonly bool _withHidden;
    private readonly List<(long Number, Guid Id)> _writers = [];

    /// <param name="session">The connection, in its snapshot.</param>
    /// <param name="troubles">Where damage is counted.</param>
    /// <param name="parts">The personal parts of the conversation.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="conversationId">Its id.</param>
    /// <param name="withHidden">Whether what is personal as a whole is read.</param>
    public LogReader(Session session, DatabaseTroubles troubles, PersonalParts parts, long conversation, string conversationId, bool withHidden)
    {
        (_session, _withHidden) = (session, withHidden);
        _rows = new LoggedRows(troubles, parts, conversation, conversationId);
        var writers = session["SELECT no, id, id_checksum FROM writer WHERE conversation = ?1 ORDER BY no"].Bind(1, conversation);
        while (writers.Step())
        {
            _writers.Add((writers.Int64(0), writers.Guid(1)));
            troubles.Verify(writers.Int64(2), KnownConversation.ChecksumOf(conversation, writers.Guid(1)));
        }

        var scopes = session["SELECT no, turn_id, call_id, checksum FROM scope WHERE conversation = ?1"].Bind(1, conversation);
        while (scopes.Step())
        {
            _rows.AddScope(scopes);
        }
    }

    /// <summary>The openings of the conversation, by their numbers.</summary>
    public IReadOnlyList<(long Number, Guid Id)> Writers => _writers;

    /// <summary>Everything after a place. To be read to its end, or disposed.</summary>
    public IEnumerable<(ScopedRecord Record, LogPosition Position)> After(LogPosition? after)
    {
        foreach (var writer in _writers)
        {
            if (after is not null && writer.Number < after.Writer)
            {
                continue;
            }

            foreach (var logged in OfWriter(writer, after?.Writer == writer.Number ? after : null))
            {
                yield return logged;
            }
        }
    }

    /// <summary>Everything that is no entry.</summary>
    public IEnumerable<FactRecord> Facts()
    {
        foreach (var writer in _writers)
        {
            var facts = _session[FactRows].Bind(1, writer.Number).Bind(2, long.MinValue).Bind(3, long.MinValue).Bind(4, MostFactKind);
            try
            {
                while (facts.Step())
                {
                    if (_rows.Fact(facts, writer) is { } fact)
                    {
                        yield return fact;
                    }
                }
            }
            finally
            {
                facts.Reset();
            }
        }
    }

    private long MostFactKind => _withHidden ? long.MaxValue : FactPayload.PersonalKind;

    // Two ordered streams become one: an entry, then the facts that came after it.
    private IEnumerable<(ScopedRecord Record, LogPosition Position)> OfWriter((long Number, Guid Id) writer, LogPosition? after)
    {
        long first = writer.Number << WriteBatch.SequenceBits;
        long last = first | ((1L << WriteBatch.SequenceBits) - 1);
        var entries = _session[Entries].Bind(1, after is null ? first - 1 : first | after.Sequence).Bind(2, last).Bind(3, _withHidden ? long.MaxValue : EntryPayload.PersonalKind);
        var facts = _session[FactRows].Bind(1, writer.Number).Bind(2, after?.Sequence ?? long.MinValue).Bind(3, after?.Tie ?? long.MinValue)
            .Bind(4, MostFactKind);
        try
        {
            bool hasEntry = entries.Step();
            bool hasFact = facts.Step();
            while (hasEntry || hasFact)
            {
                if (hasEntry && (!hasFact || entries.Int64(0) - first <= facts.Int64(9)))
                {
                    if (_rows.Entry(entries, writer.Id, entries.Int64(0) - first) is { } entry)
                    {
                        yield return (entry, new LogPosition(writer.Number, entry.Sequence, 0));
                    }

                    hasEntry = entries.Step();
                }
                else
                {
                    var fact = _rows.Fact(facts, writer);
                    if (fact is not null)
                    {
                        yield return (fact, new LogPosition(writer.Number, fact.Sequence, facts.Int64(0)));
                    }

                    hasFact = facts.Step();
                }
            }
        }
        finally
        {
            entries.Reset();
            facts.Reset();
        }
    }
}
