namespace ConvLog.Storage;

/// <summary>A conversation that the searched text names.</summary>
public sealed record NamedConversation
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>What of it the text names.</summary>
    public required SearchName Name { get; init; }
}
