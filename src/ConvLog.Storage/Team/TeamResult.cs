namespace ConvLog;

/// <summary>The result of a change by the team.</summary>
public readonly record struct TeamResult
{
    /// <summary>The outcome. Nothing has changed unless it is <see cref="TeamOutcome.Done"/>.</summary>
    public required TeamOutcome Outcome { get; init; }

    /// <summary>The id of the annotation or note that was written; null where none was.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whether the change was made.</summary>
    public bool IsDone => Outcome == TeamOutcome.Done;
}
