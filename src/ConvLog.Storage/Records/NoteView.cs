namespace ConvLog.Records;

/// <summary>A note of the team as one reader may see it.</summary>
public sealed record NoteView
{
    /// <summary>The random id of the note.</summary>
    public required Guid Id { get; init; }

    /// <summary>The text of the note.</summary>
    public required VisibleText Text { get; init; }

    /// <summary>The author; null if unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The time at which it was written, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
