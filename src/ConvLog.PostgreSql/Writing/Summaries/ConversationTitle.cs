using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Writing.Records;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The title of a conversation: the user input of the first turn that has one, otherwise the agent response of the first turn.</summary>
/// <param name="Shown">What readers without the permission see; null if nothing may be shown.</param>
/// <param name="Full">The full text, if it is personal and was not deleted.</param>
/// <param name="IsInPii">Whether the full text is personal.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConversationTitle(string? Shown, string? Full, bool IsInPii)
{
    /// <summary>The turn of the title; null if there are no turns.</summary>
    public static TurnState? TurnOf(ConversationChange change)
        => change.Turns.Values.Where(static turn => (turn.Flags & TurnPayload.HasInput) != 0).MinBy(static turn => turn.Number)
            ?? change.Turns.Values.MinBy(static turn => turn.Number);

    /// <summary>The title of a conversation whose turns were read.</summary>
    /// <param name="change">The conversation.</param>
    /// <param name="parts">The personal parts of the conversation.</param>
    public static ConversationTitle Of(ConversationChange change, PersonalParts parts)
    {
        if (TurnOf(change) is not { } turn)
        {
            return new("", null, false);
        }

        bool hasInput = (turn.Flags & TurnPayload.HasInput) != 0;
        bool isHidden = (turn.Flags & TurnPayload.IsHidden) != 0;
        if (isHidden && (turn.Flags & (hasInput ? TurnPayload.HasInput : TurnPayload.HasHiddenResponse)) == 0)
        {
            return new("", null, false); // The turn has a redacted form but no text: if nothing may be shown, the title is empty.
        }

        var stored = turn.Written is null ? change.StoredTitle : null;
        string shown = hasInput ? stored?.Input ?? turn.Input : stored?.Response ?? turn.Response;
        if ((turn.Flags & (hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal)) == 0)
        {
            return new(shown, null, false);
        }

        var record = turn.Written ?? Read(turn, stored, parts);
        return new(isHidden ? null : shown, record is null ? null : (hasInput ? record.UserInput : record.AgentResponse).Text, true);
    }

    /// <summary>Whether it must be written. The personal form may have changed or been deleted although the visible form did not.</summary>
    public bool Changes(SummaryColumns columns) => IsInPii || columns.IsTitleInPii || !string.Equals(Shown, columns.Title, StringComparison.Ordinal);

    private static TurnRecord? Read(TurnState turn, StoredTitle? stored, PersonalParts parts)
    {
        byte[]? part = stored?.SealedPart is null ? null : parts.Open(stored.SealedPart, stored.SealedChecksum, PiiKind.Turn, turn.Number);
        return part is null ? null : TurnPayload.Read(TurnPayload.Empty, 0, part);
    }
}
