namespace ConvLog.Records;

/// <summary>An improved answer as one reader may see it.</summary>
/// <param name="Id">The annotation's random id.</param>
/// <param name="ImprovedAnswer">The improved answer.</param>
/// <param name="Author">Who wrote it; null where not told.</param>
/// <param name="CreatedAt">When, in UTC.</param>
public sealed record AnnotationView(Guid Id, VisibleText ImprovedAnswer, string? Author, DateTimeOffset CreatedAt);
