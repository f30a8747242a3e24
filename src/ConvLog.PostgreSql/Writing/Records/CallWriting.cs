using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes function events: a higher revision replaces a lower one.</summary>
internal static class CallWriting
{
    private static readonly string[] s_callColumns =
    [
        "conversation bigint", "day bigint", "no bigint", "id bytea", "writer bigint", "sequence bigint", "revision bigint", "name bytea", "started bigint",
            "duration bigint",
        "outcome bigint", "payload bytea", "checksum bigint", "losses bigint",
            "error_type bytea", "unobserved boolean",
    ];

    public static void Write(ConversationChange change, FunctionEventRecord call)
    {
        int writer = change.WriterNumber(call.WriterId);
        byte[] visible = CallPayload.Visible(call);
        byte[]? personal = CallPayload.Personal(call);
        long checksum = RowChecksums.ChecksumOf(call, writer, visible, personal is not null);
        if (change.Calls.TryGetValue(call.Id, out var kept) && kept.Outranks(change, call.Revision, checksum))
        {
            return;
        }

        var state = kept ?? (change.Calls[call.Id] = new CallState { Number = ++change.LastCall });
        (state.Written, state.Payload) = (call, visible);
        (state.Writer, state.Revision, state.Checksum) = (writer, call.Revision, checksum);
        (state.Started, state.Duration, state.Outcome) = (call.StartedAt.UtcTicks, call.Duration?.Ticks, (long?)call.Outcome);
        (state.Losses, state.IsUnobserved) = (CallLosses.Of(call), call.IsUnobserved);
        change.SetPersonal(PiiKind.Call, state.Number, personal, isNew: !state.IsStored);
        change.Changed |= RecordKinds.Calls;
    }

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges RowsOf(IEnumerable<ConversationChange> changes)
    {
        var rows = new RowChanges("call#", s_callColumns);
        foreach (var change in changes.Where(static change => change.Changes(RecordKinds.Calls)))
        {
            foreach (var state in change.Calls.Values.Where(static state => state.Written is not null))
            {
                var call = state.Written!;
                rows.Add(
                    state.IsStored, change.Number, change.Day, state.Number, call.Id, state.Writer, call.Sequence, call.Revision, call.Name, state.Started,
                    state.Duration, state.Outcome, state.Payload, state.Checksum, state.Losses, call.ErrorType, state.IsUnobserved);
            }
        }

        return rows;
    }
}
