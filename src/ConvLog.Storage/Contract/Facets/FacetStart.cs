namespace ConvLog.Storage;

/// <summary>The start of a conversation of a list.</summary>
public readonly record struct FacetStart
{
    /// <summary>The time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether it has a problem that the reader may see.</summary>
    public required bool HasProblem { get; init; }
}
