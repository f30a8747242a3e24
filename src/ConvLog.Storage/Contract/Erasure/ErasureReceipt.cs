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

    /// <summary>The name of the requester.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The reason of the request; null if none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>When the erasure was requested, in UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>
    /// When the data became unreadable, in UTC: keys destroyed, hidden from every process. Conversations on hold show no personal data from then on.
    /// </summary>
    public required DateTimeOffset UnreadableAt { get; init; }

    /// <summary>
    /// When the last trace was removed from all files of the store, in UTC; null while the clean-up is in progress, or a legal hold keeps some of the data.
    /// </summary>
    public DateTimeOffset? CleanedAt { get; init; }

    /// <summary>The number of erased conversations, including those without a stored opening.</summary>
    public int Conversations { get; init; }

    /// <summary>The number of erased records.</summary>
    public ErasedRecords Records { get; init; } = new();

    /// <summary>Conversations kept by a legal hold, in ordinal order; they are erased when the hold is released.</summary>
    public IReadOnlyList<string> HeldConversations { get; init; } = [];

    /// <summary>
    /// For the erasure of a user: the conversations that had other end users as well, in ordinal order. Each was erased as a whole, or is in
    /// <see cref="HeldConversations"/>; which user wrote which words is not recorded. Empty for the erasure of a conversation, and for receipts of versions
    /// that did not record it.
    /// </summary>
    public IReadOnlyList<SharedConversation> SharedConversations { get; init; } = [];

    /// <summary>Whether the request is fulfilled completely: the clean-up is finished, and no conversation is on hold.</summary>
    public bool IsComplete => CleanedAt is not null && HeldConversations.Count == 0;
}
