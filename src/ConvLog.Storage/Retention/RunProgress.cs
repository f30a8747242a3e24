namespace ConvLog.Storage.Retention;

/// <summary>A run in progress.</summary>
/// <param name="run">The run as it began.</param>
internal sealed class RunProgress(RetentionRun run)
{
    /// <summary>The current state of the run.</summary>
    public RetentionRun Run { get; set; } = run;

    /// <summary>Whether it has passed the safety limit and is saved as running.</summary>
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
