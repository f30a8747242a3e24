using System.Runtime.InteropServices;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The title of a conversation: the user input of the first turn that has one, otherwise the agent response of the first turn.</summary>
/// <param name="Shown">What readers without the permission see; null if it is hidden.</param>
/// <param name="Full">The full text, if it is personal and was not deleted.</param>
/// <param name="IsInPii">Whether the full text is personal.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ConversationTitle(string? Shown, string? Full, bool IsInPii)
{
    /// <summary>The title of a conversation without texts.</summary>
    public static ConversationTitle None => new("", null, IsInPii: false);

    /// <summary>The title without its full text.</summary>
    /// <param name="flags">The flags of its turn (<see cref="TurnPayload"/>).</param>
    /// <param name="shown">The redacted user input of the turn, or the redacted agent response if it has no input.</param>
    public static ConversationTitle Of(long flags, string shown)
    {
        bool isHidden = (flags & TurnPayload.IsHidden) != 0;
        if (isHidden && (flags & (TurnPayload.HasInput | TurnPayload.HasHiddenResponse)) == 0)
        {
            return None; // The turn has a redacted form but no text.
        }

        bool hasInput = (flags & TurnPayload.HasInput) != 0;
        bool isInPii = (flags & (hasInput ? TurnPayload.InputIsPersonal : TurnPayload.ResponseIsPersonal)) != 0;
        return new(isInPii && isHidden ? null : shown, null, isInPii);
    }

    /// <summary>Whether it must be written. The personal form may have changed or been deleted although the visible form did not.</summary>
    /// <param name="row">The row with the stored title.</param>
    public bool Changes(SummaryCounts row) => IsInPii || row.IsTitleInPii || !string.Equals(Shown, row.Title, StringComparison.Ordinal);
}
