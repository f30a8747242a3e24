namespace ConvLog.Storage;

/// <summary>The result of an erasure. Holds no personal data: a user is identified by the pseudonym that lists showed.</summary>
public sealed record ErasureReceipt
{
    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of subject to erase.</summary>
    public required ErasureSubject Subject { get; init; }

    /// <summary>The conversation; null for a user.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The user's pseudonym; null for a conversation, and for a user without stored conversations.</summary>
    public string? UserPseudonym { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Why; null where not told.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was asked for, in UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>
    /// When nobody could read it any more, in UTC: keys destroyed, hidden from every process. Held conversations show no personal data from then on.
    /// </summary>
    public required DateTimeOffset UnreadableAt { get; init; }

    /// <summary>
    /// When the last trace was removed from all files of the store, in UTC; null while the clean-up is in progress, or a legal hold keeps some of the data.
    /// </summary>
    public DateTimeOffset? CleanedAt { get; init; }

    /// <summary>How many conversations were erased, those of which no opening had been written included.</summary>
    public int Conversations { get; init; }

    /// <summary>How many records that were.</summary>
    public ErasedRecords Records { get; init; } = new();

    /// <summary>Conversations that a legal hold keeps, in ordinal order; they are erased when the hold is released.</summary>
    public IReadOnlyList<string> HeldConversations { get; init; } = [];

    /// <summary>
    /// Of an end user's erasure, the conversations that other end users had part in, in ordinal order: each was erased whole, or is among
    /// <see cref="HeldConversations"/>. Who wrote which words of it is not recorded. Empty for the erasure of a conversation, and for receipts of versions that
    /// did not keep it.
    /// </summary>
    public IReadOnlyList<SharedConversation> SharedConversations { get; init; } = [];

    /// <summary>Whether everything that was asked for is done.</summary>
    public bool IsComplete => CleanedAt is not null && HeldConversations.Count == 0;
}
