namespace ConvLog.Storage.Retention;

/// <summary>A run while it goes on.</summary>
/// <param name="run">As it began.</param>
internal sealed class RunProgress(RetentionRun run)
{
    /// <summary>As it stands.</summary>
    public RetentionRun Run { get; set; } = run;

    /// <summary>Whether it is under way: allowed, and kept as running.</summary>
    public bool HasBegun { get; set; }

    public void Add(RetentionBatch batch) => Run = Run with
    {
        Conversations = Run.Conversations + batch.Conversations,
        Entries = Run.Entries + batch.Entries,
        PersonalData = Run.PersonalData + batch.PersonalData,
        Accesses = Run.Accesses + batch.Accesses,
    };

    public void Retried() => Run = Run with { Retries = Run.Retries + 1 };
}
