namespace ConvLog.Storage.Payloads.Rows;

/// <summary>One event of the ledger of erasures and legal holds.</summary>
internal sealed record LedgerEvent
{
    /// <summary>Its number: events are applied to the data in this order.</summary>
    public long No { get; init; }

    public required LedgerEventKind Kind { get; init; }

    /// <summary>When it was requested, in ticks.</summary>
    public required long At { get; init; }

    /// <summary>The conversation; null for a user.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The hash that identifies the user; null for a conversation.</summary>
    public byte[]? UserHash { get; init; }

    /// <summary>The number of the erasure; null for holds, and for a late opening of a user who was erased before.</summary>
    public long? Erasure { get; init; }

    /// <summary>The person who placed the hold.</summary>
    public string? PlacedBy { get; init; }

    /// <summary>Why the hold was placed.</summary>
    public string? Reason { get; init; }

    /// <summary>The event of placing a hold.</summary>
    public static LedgerEvent Of(LegalHold hold) => new()
    {
        Kind = LedgerEventKind.HoldPlaced,
        At = hold.PlacedAt.UtcTicks,
        ConversationId = hold.ConversationId,
        PlacedBy = hold.PlacedBy,
        Reason = hold.Reason,
    };

    /// <summary>The event of releasing a hold.</summary>
    public static LedgerEvent Released(string conversationId, DateTimeOffset at)
        => new() { Kind = LedgerEventKind.HoldReleased, At = at.UtcTicks, ConversationId = conversationId };

    /// <summary>The event of erasing a conversation with a late opening of a user who was erased before.</summary>
    public static LedgerEvent ErasedLate(string conversationId, DateTimeOffset at)
        => new() { Kind = LedgerEventKind.ConversationErased, At = at.UtcTicks, ConversationId = conversationId };

    /// <summary>The event of an erasure.</summary>
    /// <param name="request">The request.</param>
    /// <param name="userHash">The hash that identifies the user; null for a conversation.</param>
    /// <param name="erasure">The number of the erasure.</param>
    public static LedgerEvent Of(ErasureRequest request, byte[]? userHash, long erasure) => new()
    {
        Kind = userHash is null ? LedgerEventKind.ConversationErased : LedgerEventKind.UserErased,
        At = request.RequestedAt.UtcTicks,
        ConversationId = request.ConversationId,
        UserHash = userHash,
        Erasure = erasure,
    };
}
