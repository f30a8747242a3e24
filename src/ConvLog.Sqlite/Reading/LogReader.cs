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
        WHERE entry.no > ?1 AND entry.no <= ?2 ORDER BY entry.no
        """;

    private const string Facts = """
        SELECT fact.no, fact.scope, fact.kind, fact.time, fact.payload, fact.checksum, pii.payload, pii.checksum, fact.id, fact.sequence
        FROM fact LEFT JOIN pii ON pii.kind = 3 AND pii.ref = fact.no
        WHERE fact.writer = ?1 AND fact.sequence >= ?2 AND (fact.sequence > ?2 OR fact.no > ?3) ORDER BY fact.sequence, fact.no
        """;

    private readonly Session _session;
    private readonly DatabaseTroubles _troubles;
    private readonly PersonalParts _parts;
    private readonly string _conversationId;
    private readonly List<(long Number, Guid Id)> _writers = [];
    private readonly Dictionary<long, (string? TurnId, string? CallId)> _scopes = new() { [0] = (null, null) };

    public LogReader(Session session, DatabaseTroubles troubles, PersonalParts parts, long conversation, string conversationId)
    {
        _session = session;
        _troubles = troubles;
        _parts = parts;
        _conversationId = conversationId;
        var writers = session["SELECT no, id, id_checksum FROM writer WHERE conversation = ?1 ORDER BY no"].Bind(1, conversation);
        while (writers.Step())
        {
            _writers.Add((writers.Int64(0), writers.Guid(1)));
            troubles.Verify(writers.Int64(2), KnownConversation.ChecksumOf(conversation, writers.Guid(1)));
        }

        var scopes = session["SELECT no, turn_id, call_id, checksum FROM scope WHERE conversation = ?1"].Bind(1, conversation);
        while (scopes.Step())
        {
            if (troubles.Verify(scopes.Int64(3), KnownConversation.ChecksumOf(conversation, scopes.OptionalText(1), scopes.OptionalText(2))))
            {
                _scopes[scopes.Int64(0)] = (scopes.OptionalText(1), scopes.OptionalText(2));
            }
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

    // Two ordered streams become one: an entry, then the facts that came after it.
    private IEnumerable<(ScopedRecord Record, LogPosition Position)> OfWriter((long Number, Guid Id) writer, LogPosition? after)
    {
        long first = writer.Number << WriteBatch.SequenceBits;
        long last = first | ((1L << WriteBatch.SequenceBits) - 1);
        var entries = _session[Entries].Bind(1, after is null ? first - 1 : first | after.Sequence).Bind(2, last);
        var facts = _session[Facts].Bind(1, writer.Number).Bind(2, after?.Sequence ?? long.MinValue).Bind(3, after?.Tie ?? long.MinValue);
        try
        {
            bool hasEntry = entries.Step();
            bool hasFact = facts.Step();
            while (hasEntry || hasFact)
            {
                if (hasEntry && (!hasFact || entries.Int64(0) - first <= facts.Int64(9)))
                {
                    if (ReadEntry(entries, writer.Id, entries.Int64(0) - first) is { } entry)
                    {
                        yield return (entry, new LogPosition(writer.Number, entry.Sequence, 0));
                    }

                    hasEntry = entries.Step();
                }
                else
                {
                    var fact = ReadFact(facts, writer);
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

    private EntryRecord? ReadEntry(Statement row, Guid writerId, long sequence)
    {
        var (turnId, callId) = ScopeOf(row);
        long kind = row.Int64(2);
        var entry = new EntryRecord
        {
            ConversationId = _conversationId,
            WriterId = writerId,
            Sequence = sequence,
            TurnId = turnId,
            FunctionEventId = callId,
            Level = (EntryLevel)(kind & ~EntryPayload.PersonalKind),
            IsPii = (kind & EntryPayload.PersonalKind) != 0,
            Timestamp = row.Time(3),
            Content = DamagedPayload.Text,
        };
        long checksum = EntryPayload.Checksum(row.Int64(0), row.Int64(1), kind, row.Int64(3), row.Bytes(4), row.Bytes(5), row.Bytes(6), hasContent: !row.IsNull(4));
        if (checksum != row.Int64(7))
        {
            // Something is told of it, as nothing may disappear unseen. What is personal has no content here, also where its mark was what broke.
            _troubles.ChecksumFailed();
            return entry with { IsPii = entry.IsPii || row.IsNull(4), Level = Enum.IsDefined(entry.Level) ? entry.Level : EntryLevel.Error };
        }

        byte[]? personal = _parts.Open(row, 8, PiiKind.Entry, row.Int64(0));
        if (row.IsNull(8) && (entry.IsPii || !row.IsNull(6)) && !_parts.IsPurged)
        {
            _troubles.ChecksumFailed(); // Its personal part cannot be found.
        }

        if (entry.IsPii)
        {
            return personal is not null ? EntryPayload.ReadPersonal(entry, personal)
                : row.IsNull(8) && _parts.IsPurged ? null
                : entry with { Content = _parts.MissingEntry };
        }

        return entry with { Content = row.Text(4), Fields = row.IsNull(5) ? default : EntryPayload.ReadFields(row.Bytes(5), row.Bytes(6), personal) };
    }

    private FactRecord? ReadFact(Statement row, (long Number, Guid Id) writer)
    {
        var (turnId, callId) = ScopeOf(row);
        long kind = row.Int64(2);
        long sequence = row.Int64(9);
        if (!_parts.IsWhole(
            row.Int64(5),
            !row.IsNull(6),
            hasPersonal => RowChecksums.ChecksumOf(row.Guid(8), writer.Number, sequence, row.Int64(1), kind, row.Int64(3), row.Bytes(4), hasPersonal)))
        {
            _troubles.ChecksumFailed();
            return null;
        }

        var place = new MetricRecord
        {
            ConversationId = _conversationId,
            WriterId = writer.Id,
            Sequence = sequence,
            Id = row.Guid(8),
            TurnId = turnId,
            FunctionEventId = callId,
            Timestamp = row.Time(3),
            Metric = default,
        };
        return FactPayload.Read(kind, place, row.Bytes(4), _parts.Open(row, 6, PiiKind.Fact, row.Int64(0)))
            ?? (_parts.IsHidden && !row.IsNull(6) ? Unreadable(place) : null);
    }

    // An API response that is personal as a whole: that it is there is told, as it is of an entry.
    private static ApiResponseRecord Unreadable(FactRecord place) => new()
    {
        ConversationId = place.ConversationId,
        WriterId = place.WriterId,
        Sequence = place.Sequence,
        Id = place.Id,
        TurnId = place.TurnId,
        FunctionEventId = place.FunctionEventId,
        Timestamp = place.Timestamp,
        IsPii = true,
        Method = "",
        Url = DamagedPayload.Unreadable,
        StatusCode = 0,
        Elapsed = TimeSpan.Zero,
    };

    private (string? TurnId, string? CallId) ScopeOf(Statement row)
    {
        if (_scopes.TryGetValue(row.Int64(1), out var scope))
        {
            return scope;
        }

        _troubles.ChecksumFailed();
        return (null, null);
    }
}
