namespace ConvLog.Storage;

/// <summary>When a conversation of a list started.</summary>
public readonly record struct FacetStart
{
    /// <summary>The time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether it has a problem that the reader can know of.</summary>
    public required bool HasProblem { get; init; }
}
