namespace ConvLog.Storage;

/// <summary>A retention run and its result.</summary>
public sealed record RetentionRun
{
    /// <summary>The number of runs that a store keeps: the latest ones, see <see cref="IRetentionRunStore.SaveRetentionRunAsync"/>.</summary>
    internal const int MostKept = 100;

    /// <summary>The ID of the run.</summary>
    public required Guid Id { get; init; }

    /// <summary>The times before which data has expired.</summary>
    public required RetentionCut Cut { get; init; }

    /// <summary>The person who started it; null for the schedule.</summary>
    public string? StartedBy { get; init; }

    /// <summary>The state of the run.</summary>
    public required RetentionRunState State { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The number of conversations that were deleted.</summary>
    public long Conversations { get; init; }

    /// <summary>The number of entries of the deleted conversations, without entries that are personal as a whole.</summary>
    public long Entries { get; init; }

    /// <summary>The number of conversations whose personal data was deleted while the rest was kept.</summary>
    public long PersonalData { get; init; }

    /// <summary>The number of access log records that were deleted.</summary>
    public long Accesses { get; init; }

    /// <summary>The number of expired conversations that a legal hold kept, counted when the run began.</summary>
    public long KeptHeld { get; init; }

    /// <summary>The number of expired conversations that were kept because of an improved answer, counted when the run began.</summary>
    public long KeptAnnotated { get; init; }

    /// <summary>The number of batches that failed and were retried.</summary>
    public int Retries { get; init; }

    /// <summary>Why the run was refused or failed, or what a completed run left for later; null otherwise.</summary>
    public string? Message { get; init; }
}
