using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Converts the log rows of one conversation to records. The columns are those that both database stores select, in this order.</summary>
/// <param name="damage">Counts damage.</param>
/// <param name="parts">The personal parts of the conversation.</param>
/// <param name="conversation">The conversation's number.</param>
/// <param name="conversationId">The conversation's ID.</param>
internal sealed class LoggedRows(IDamageCount damage, PersonalParts parts, long conversation, string conversationId)
{
    private readonly Dictionary<long, (string? TurnId, string? FunctionEventId)> _scopes = new() { [0] = (null, null) };

    /// <summary>The scopes in which records were logged, by number. Must be complete before the records are read.</summary>
    public IReadOnlyDictionary<long, (string? TurnId, string? FunctionEventId)> Scopes => _scopes;

    /// <summary>Adds a scope: its number, turn, function event and checksum.</summary>
    public void AddScope<TRow>(TRow row)
        where TRow : IRow
    {
        (string? turnId, string? functionEventId) = (row.OptionalText(1), row.OptionalText(2));
        if (row.Int64(3) == RowChecksums.ChecksumOf(conversation, turnId, functionEventId))
        {
            _scopes[row.Int64(0)] = (turnId, functionEventId);
        }
        else
        {
            damage.ChecksumFailed();
        }
    }

    /// <summary>Reads an entry; null if it was personal and has expired.</summary>
    /// <param name="row">The row.</param>
    /// <param name="writerId">Its opening.</param>
    /// <param name="sequence">Its sequence number in the opening.</param>
    public EntryRecord? Entry<TRow>(TRow row, Guid writerId, long sequence)
        where TRow : IRow
    {
        var (turnId, functionEventId) = ScopeOf(row);
        long kind = row.Int64(2);
        var entry = new EntryRecord
        {
            ConversationId = conversationId,
            WriterId = writerId,
            Sequence = sequence,
            TurnId = turnId,
            FunctionEventId = functionEventId,
            Level = (EntryLevel)(kind & ~EntryPayload.PersonalKind),
            IsPii = (kind & EntryPayload.PersonalKind) != 0,
            Timestamp = row.Time(3),
            Content = DamagedPayload.Text,
        };
        long checksum = EntryPayload.Checksum(row.Int64(0), row.Int64(1), kind, row.Int64(3), row.Bytes(4), row.Bytes(5), row.Bytes(6),
            hasContent: !row.IsNull(4));
        if (checksum != row.Int64(7))
        {
            // Return the entry, so that it does not disappear unnoticed. A personal entry has no content here, even if its mark as personal is what is damaged.
            damage.ChecksumFailed();
            return entry with { IsPii = entry.IsPii || row.IsNull(4), Level = Enum.IsDefined(entry.Level) ? entry.Level : EntryLevel.Error };
        }

        byte[]? personal = parts.Open(row, 8, PiiKind.Entry, row.Int64(0), isThere: entry.IsPii || !row.IsNull(6));
        if (entry.IsPii)
        {
            return personal is not null ? EntryPayload.ReadPersonal(entry, personal)
                : parts.IsPurged && parts.IsMissing(row, 8, PiiKind.Entry, row.Int64(0)) ? null
                : entry with { Content = parts.MissingEntry };
        }

        return entry with { Content = row.Text(4), Fields = row.IsNull(5) ? default : EntryPayload.ReadFields(row.Bytes(5), row.Bytes(6), personal) };
    }

    /// <summary>Reads a record other than an entry; null if it has no data left.</summary>
    /// <param name="row">The row.</param>
    /// <param name="writer">Its opening.</param>
    /// <param name="sequence">Its sequence number in the opening.</param>
    public FactRecord? Fact<TRow>(TRow row, (long Number, Guid Id) writer, long sequence)
        where TRow : IRow
    {
        var (turnId, functionEventId) = ScopeOf(row);
        long kind = row.Int64(2);
        if (!parts.IsIntact(
            row.Int64(5),
            !row.IsNull(6),
            hasPersonal => RowChecksums.ChecksumOf(row.Guid(8), writer.Number, row.Int64(9), row.Int64(1), kind, row.Int64(3), row.Bytes(4), hasPersonal)))
        {
            damage.ChecksumFailed();
            return null;
        }

        var place = new MetricRecord
        {
            ConversationId = conversationId,
            WriterId = writer.Id,
            Sequence = sequence,
            Id = row.Guid(8),
            TurnId = turnId,
            FunctionEventId = functionEventId,
            Timestamp = row.Time(3),
            Metric = default,
        };
        return FactPayload.Read(kind, place, row.Bytes(4), parts.Open(row, 6, PiiKind.Fact, row.Int64(0)))
            ?? (parts.IsHidden && !row.IsNull(6) ? Unreadable(place) : null);
    }

    // A placeholder for an API response that is personal as a whole, so that it does not disappear unnoticed.
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

    private (string? TurnId, string? FunctionEventId) ScopeOf<TRow>(TRow row)
        where TRow : IRow
    {
        if (_scopes.TryGetValue(row.Int64(1), out var scope))
        {
            return scope;
        }

        damage.ChecksumFailed();
        return (null, null);
    }
}
