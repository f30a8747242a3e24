namespace ConvLog.Records;

/// <summary>An improved answer as one reader may see it.</summary>
public sealed record AnnotationView
{
    /// <summary>The random id of the annotation.</summary>
    public required Guid Id { get; init; }

    /// <summary>The improved answer.</summary>
    public required VisibleText ImprovedAnswer { get; init; }

    /// <summary>The author; null if unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The time at which it was written, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
