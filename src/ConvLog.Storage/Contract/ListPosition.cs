namespace ConvLog.Storage;

/// <summary>A position in a sorted list of conversations. Readers get it encrypted, as a cursor.</summary>
public sealed record ListPosition
{
    /// <summary>The position after a conversation.</summary>
    /// <param name="value">The sort value of the conversation, see <see cref="Value"/>.</param>
    /// <param name="conversationId">The id of the conversation.</param>
    public ListPosition(long value, string conversationId)
    {
        Value = value;
        ConversationId = conversationId;
    }

    /// <summary>The value by which the conversation before the position is sorted: UTC ticks, ticks of a duration, or a number.</summary>
    public long Value { get; init; }

    /// <summary>The id of the conversation before the position.</summary>
    public string ConversationId { get; init; }
}
