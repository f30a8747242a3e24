namespace ConvLog.Storage;

/// <summary>A conversation that was erased, or is on hold, because of the erasure of one of its end users, and that had other end users.</summary>
public sealed record SharedConversation
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The number of other end users that its openings named, at least 1. Their identities are not recorded.</summary>
    public required int OtherUsers { get; init; }
}
