namespace ConvLog.Storage;

/// <summary>A conversation that was erased, or is held, for one of its end users and had others.</summary>
public sealed record SharedConversation
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>How many other end users its openings had named, at least 1. Who they are is not kept.</summary>
    public required int OtherUsers { get; init; }
}
