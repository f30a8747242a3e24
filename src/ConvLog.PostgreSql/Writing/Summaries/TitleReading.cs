using ConvLog.PostgreSql.Writing.Records;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>Determines the title of a conversation whose turns were read.</summary>
internal static class TitleReading
{
    /// <summary>The turn of the title; null if there are no turns.</summary>
    public static TurnState? TurnOf(ConversationChange change)
        => change.Turns.Values.Where(static turn => (turn.Flags & TurnPayload.HasInput) != 0).MinBy(static turn => turn.Number)
            ?? change.Turns.Values.MinBy(static turn => turn.Number);

    /// <summary>The title of a conversation.</summary>
    /// <param name="change">The conversation.</param>
    /// <param name="parts">The personal parts of the conversation.</param>
    public static ConversationTitle Of(ConversationChange change, PersonalParts parts)
    {
        if (TurnOf(change) is not { } turn)
        {
            return ConversationTitle.None;
        }

        bool hasInput = (turn.Flags & TurnPayload.HasInput) != 0;
        var stored = turn.Written is null ? change.StoredTitle : null;
        var title = ConversationTitle.Of(turn.Flags, hasInput ? stored?.Input ?? turn.Input : stored?.Response ?? turn.Response);
        if (!title.IsInPii)
        {
            return title;
        }

        var record = turn.Written ?? Read(turn, stored, parts);
        return title with { Full = record is null ? null : (hasInput ? record.UserInput : record.AgentResponse).Text };
    }

    private static TurnRecord? Read(TurnState turn, StoredTitle? stored, PersonalParts parts)
    {
        byte[]? part = stored?.SealedPart is null ? null : parts.Open(stored.SealedPart, stored.SealedChecksum, PiiKind.Turn, turn.Number);
        return part is null ? null : TurnPayload.Read(TurnPayload.Empty, 0, part);
    }
}
