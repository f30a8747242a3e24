namespace ConvLog.Storage;

/// <summary>The result of one batch of a retention run.</summary>
public sealed record RetentionBatch
{
    /// <summary>The number of conversations that were deleted.</summary>
    public long Conversations { get; init; }

    /// <summary>The number of entries of the deleted conversations, without entries that are personal as a whole.</summary>
    public long Entries { get; init; }

    /// <summary>
    /// The number of conversations whose personal data was deleted while the rest was kept. Conversations that were redacted before and had no visible activity
    /// since then are not counted.
    /// </summary>
    public long PersonalData { get; init; }

    /// <summary>The number of access log records that were deleted.</summary>
    public long Accesses { get; init; }

    /// <summary>The position of the next batch, in a store-specific format; null if nothing remains to be done. Starting over is harmless.</summary>
    public string? Next { get; init; }

    /// <summary>The sum of both batches, with the <see cref="Next"/> of this one.</summary>
    internal RetentionBatch Plus(RetentionBatch other) => this with
    {
        Conversations = Conversations + other.Conversations,
        Entries = Entries + other.Entries,
        PersonalData = PersonalData + other.PersonalData,
        Accesses = Accesses + other.Accesses,
    };
}
