namespace ConvLog;

/// <summary>The result of a change by the team.</summary>
public readonly record struct TeamResult
{
    /// <summary>The outcome. Only <see cref="TeamOutcome.Done"/> means that the change is in effect.</summary>
    public required TeamOutcome Outcome { get; init; }

    /// <summary>The id of the annotation, note or score that was written; null if none was.</summary>
    public Guid? Id { get; init; }

    /// <summary>Why it was refused and what to do; null unless <see cref="Outcome"/> is <see cref="TeamOutcome.Refused"/>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether the same content was already stored, so that no record was written.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The previous assignee of the conversation; null if it had none, and for other changes.</summary>
    public string? AssignedBefore { get; init; }

    /// <summary>Whether the change was made or already in effect.</summary>
    public bool IsDone => Outcome == TeamOutcome.Done;
}
