namespace ConvLog.Storage;

/// <summary>Protects a conversation from erasure and expiry until it is released. The conversation need not exist yet.</summary>
public sealed record LegalHold
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The name of the person who placed it.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>When it was placed, in UTC.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The reason; null if none was given. Must not contain personal data.</summary>
    public string? Reason { get; init; }
}
