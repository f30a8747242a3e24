namespace ConvLog.Records;

/// <summary>A whole conversation as a store holds it, everything in order. For the gate, not for a reader.</summary>
public sealed record StoredConversation
{
    /// <summary>What a list shows of it, from the same moment.</summary>
    public required StoredSummary Summary { get; init; }

    /// <summary>The turns; their position, from 1, is their ordinal.</summary>
    public IReadOnlyList<TurnRecord> Turns { get; init; } = [];

    /// <summary>The function events, in the order they began.</summary>
    public IReadOnlyList<FunctionEventRecord> FunctionEvents { get; init; } = [];

    /// <summary>Entries, API responses, changes of state and metrics, as they were logged.</summary>
    public IReadOnlyList<ScopedRecord> Logged { get; init; } = [];

    /// <summary>The ratings that stand.</summary>
    public IReadOnlyList<FeedbackRecord> Feedback { get; init; } = [];

    /// <summary>Improved answers, oldest first.</summary>
    public IReadOnlyList<AnnotationRecord> Annotations { get; init; } = [];

    /// <summary>The team's notes, oldest first.</summary>
    public IReadOnlyList<NoteRecord> Notes { get; init; } = [];
}
