namespace ConvLog.Storage;

/// <summary>A conversation that the search text identifies.</summary>
public sealed record NamedConversation
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>What the text identifies.</summary>
    public required SearchName Name { get; init; }
}
