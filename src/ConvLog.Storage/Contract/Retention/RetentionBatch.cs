namespace ConvLog.Storage;

/// <summary>What one batch of a run did.</summary>
public sealed record RetentionBatch
{
    /// <summary>How many conversations went, whole.</summary>
    public long Conversations { get; init; }

    /// <summary>How many entries with them, those left out that are personal as a whole.</summary>
    public long Entries { get; init; }

    /// <summary>
    /// How many lost their personal data and stay; not those that had lost it before and in which nothing happened since that everyone may see.
    /// </summary>
    public long PersonalData { get; init; }

    /// <summary>How many reads went from the access log.</summary>
    public long Accesses { get; init; }

    /// <summary>Where the next batch starts, in a form of the store's own; null when nothing is left. Starting over does no harm.</summary>
    public string? Next { get; init; }

    /// <summary>The counts of both; the next batch starts where it does after this one.</summary>
    internal RetentionBatch Plus(RetentionBatch other) => this with
    {
        Conversations = Conversations + other.Conversations,
        Entries = Entries + other.Entries,
        PersonalData = PersonalData + other.PersonalData,
        Accesses = Accesses + other.Accesses,
    };
}
