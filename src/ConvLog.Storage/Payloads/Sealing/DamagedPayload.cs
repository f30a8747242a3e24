using ConvLog.Records;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>Placeholders for texts that are damaged, missing or cannot be decrypted.</summary>
internal static class DamagedPayload
{
    public const string Text = "[damaged]";

    /// <summary>The key is not available.</summary>
    public const string Unreadable = "[unreadable]";

    /// <summary>Rejects a change of an unreadable turn, because the placeholders would be written as its texts.</summary>
    /// <exception cref="ConversationStoreException">The turn is damaged.</exception>
    public static void EnsureComplete(TurnRecord turn)
    {
        if (string.Equals(turn.UserInput.Text, Text, StringComparison.Ordinal) && string.Equals(turn.AgentResponse.Text, Text, StringComparison.Ordinal))
        {
            throw new ConversationStoreException(StoreFault.Refused, $"Turn {turn.Id} is damaged, so nothing can be put to it.");
        }
    }
}
