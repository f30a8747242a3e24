using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>What stands for a text that is not what was written, or is gone, or cannot be deciphered.</summary>
internal static class DamagedPayload
{
    public const string Text = "[damaged]";

    /// <summary>The key cannot be had.</summary>
    public const string Unreadable = "[unreadable]";

    /// <summary>Refuses to change a turn that cannot be read: what stands for its texts would be written in their place.</summary>
    /// <exception cref="ConversationStoreException">It is damaged.</exception>
    public static void DemandWhole(TurnRecord turn)
    {
        if (string.Equals(turn.UserInput.Text, Text, StringComparison.Ordinal) && string.Equals(turn.AgentResponse.Text, Text, StringComparison.Ordinal))
        {
            throw new ConversationStoreException(StoreFault.Refused, $"Turn {turn.Id} is damaged, so nothing can be put to it.");
        }
    }
}
