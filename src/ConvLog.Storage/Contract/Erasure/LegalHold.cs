namespace ConvLog.Storage;

/// <summary>Keeps a conversation from being erased or expired, as long as it stands. The conversation need not be known yet.</summary>
public sealed record LegalHold
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Who placed it.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Why; null where not told. Nothing personal belongs here.</summary>
    public string? Reason { get; init; }
}
