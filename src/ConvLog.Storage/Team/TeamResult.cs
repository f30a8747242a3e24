namespace ConvLog;

/// <summary>The result of a change by the team.</summary>
public readonly record struct TeamResult
{
    /// <summary>The outcome. Nothing has changed unless it is <see cref="TeamOutcome.Done"/>.</summary>
    public required TeamOutcome Outcome { get; init; }

    /// <summary>The id of the annotation, note or score that was written; null where none was.</summary>
    public Guid? Id { get; init; }

    /// <summary>Why it was refused and what to do; null unless <see cref="Outcome"/> is <see cref="TeamOutcome.Refused"/>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether what was said stood already, so that nothing was written.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The colleague to whom the conversation was assigned before; null where that was nobody, and for other changes.</summary>
    public string? AssignedBefore { get; init; }

    /// <summary>Whether the change was made, or stood already.</summary>
    public bool IsDone => Outcome == TeamOutcome.Done;
}
