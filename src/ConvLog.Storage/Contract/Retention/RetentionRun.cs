namespace ConvLog.Storage;

/// <summary>One run of retention and what came of it.</summary>
public sealed record RetentionRun
{
    /// <summary>The run's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The times before which data has expired.</summary>
    public required RetentionCut Cut { get; init; }

    /// <summary>Who started it; null for the schedule.</summary>
    public string? StartedBy { get; init; }

    /// <summary>How it stands.</summary>
    public required RetentionRunState State { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many conversations went, whole.</summary>
    public long Conversations { get; init; }

    /// <summary>How many entries with them, those left out that are personal as a whole.</summary>
    public long Entries { get; init; }

    /// <summary>How many lost their personal data and stay.</summary>
    public long PersonalData { get; init; }

    /// <summary>How many reads went from the access log.</summary>
    public long Accesses { get; init; }

    /// <summary>How many had expired and stayed for a legal hold, as it was when the run began.</summary>
    public long KeptHeld { get; init; }

    /// <summary>How many had expired and stayed for an improved answer, as it was when the run began.</summary>
    public long KeptAnnotated { get; init; }

    /// <summary>How many batches failed and were tried again.</summary>
    public int Retries { get; init; }

    /// <summary>Why it was refused or failed, or what a completed run had to leave for later; null otherwise.</summary>
    public string? Message { get; init; }
}
