using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes function events: a higher revision replaces a lower one.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="days">The counted days that change.</param>
/// <param name="payloads">The personal parts.</param>
internal sealed class CallWriting(Session session, DayChanges days, PersonalWriting payloads)
{
    private const string InsertCall = """
        INSERT INTO call (conversation, id, writer, sequence, revision, name, started, duration, outcome, payload, checksum, losses, error_type, in_block, leads,
            unobserved)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        """;

    private const string UpdateCall = """
        UPDATE call SET writer = ?3, sequence = ?4, revision = ?5, name = ?6, started = ?7, duration = ?8, outcome = ?9, payload = ?10, checksum = ?11, losses = ?12,
            error_type = ?13, in_block = ?14, leads = ?15, unobserved = ?16
        WHERE conversation = ?1 AND id = ?2
        """;

    /// <summary>Finds a function event within its conversation.</summary>
    public const string FindCall = "SELECT no, revision, checksum, in_block, name, leads, started FROM call WHERE conversation = ?1 AND id = ?2";

    /// <summary>How many function events arrived again with different content.</summary>
    public long Conflicts { get; private set; }

    public void Write(ConversationChange change, FunctionEventRecord call)
    {
        long conversation = change.Known.Number;
        long writer = change.Known.WriterNumber(session, call.WriterId);
        byte[] visible = CallPayload.Visible(call);
        byte[]? personal = CallPayload.Personal(call);
        long checksum = RowChecksums.ChecksumOf(call, writer, visible, personal is not null);
        StoredCall? kept = null;
        if (!change.Known.IsNewCall(call.Id) && !IsNewer(conversation, call, checksum, out kept))
        {
            return;
        }

        if (kept is not null)
        {
            change.RecountFromRows();
        }

        bool isInBlock = personal is not null && call.Outcome is not null;
        bool isRenamed = kept is not null && !string.Equals(kept.Name, call.Name, StringComparison.Ordinal);
        bool leads = kept is null || isRenamed ? change.Known.BecomesLeadingCall(session, call.Name) : kept.IsLeading;
        days.ChangeCall(conversation, kept?.Started, call.StartedAt.UtcTicks);
        session[kept is null ? InsertCall : UpdateCall]
            .Bind(1, conversation).Bind(2, call.Id).Bind(3, writer).Bind(4, call.Sequence).Bind(5, call.Revision).Bind(6, call.Name)
            .Bind(7, call.StartedAt.UtcTicks).Bind(8, call.Duration?.Ticks).Bind(9, (long?)call.Outcome).Bind(10, visible).Bind(11, checksum)
            .Bind(12, CallLosses.Of(call)).Bind(13, call.ErrorType).Bind(14, isInBlock ? 1L : 0L).Bind(15, leads ? 1L : 0L)
            .Bind(16, call.IsUnobserved ? 1L : 0L)
            .Run();
        long number = kept?.Number ?? session.LastRowId;
        payloads.Store(change, PiiKind.Call, number, kept?.IsInBlock, personal, isInBlock);
        change.Calls = true;
        change.First?.Add(call);
        if (isRenamed && kept!.IsLeading)
        {
            change.Known.PromoteCall(session, kept.Name);
        }
    }

    // Whether to write it: it is the first of its identity, or has a higher revision than the stored one.
    private bool IsNewer(long conversation, FunctionEventRecord call, long checksum, out StoredCall? stored)
    {
        stored = null;
        var find = session[FindCall].Bind(1, conversation).Bind(2, call.Id);
        if (!find.Step())
        {
            return true;
        }

        stored = new StoredCall(find.Int64(0), find.Int64(3) != 0, find.Text(4), find.Int64(5) != 0, find.Int64(6));
        (long kept, long keptChecksum) = (find.Int64(1), find.Int64(2));
        find.Reset();
        if (kept == call.Revision)
        {
            Conflicts += keptChecksum == checksum ? 0 : 1;
        }

        return call.Revision > kept;
    }

    /// <summary>The values of a stored call that determine how a later revision is written.</summary>
    private sealed record StoredCall(long Number, bool IsInBlock, string Name, bool IsLeading, long Started);
}
