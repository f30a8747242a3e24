namespace ConvLog.Records;

/// <summary>A note of the team as one reader may see it.</summary>
/// <param name="Id">The note's random id.</param>
/// <param name="Text">The note.</param>
/// <param name="Author">Who wrote it; null where not told.</param>
/// <param name="CreatedAt">When, in UTC.</param>
public sealed record NoteView(Guid Id, VisibleText Text, string? Author, DateTimeOffset CreatedAt);
