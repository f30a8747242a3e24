namespace ConvLog.Records;

/// <summary>A turn as one reader may see it, with its function events and what was logged outside of them.</summary>
public sealed record TurnView
{
    internal TurnView()
    {
    }

    /// <summary>The turn's random id.</summary>
    public required string Id { get; init; }

    /// <summary>Its place in the conversation, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What the user said; empty where the agent spoke first.</summary>
    public VisibleText UserInput { get; init; }

    /// <summary>What the agent answered; empty where it did not.</summary>
    public VisibleText AgentResponse { get; init; }

    /// <summary>What it took of a language model; null where not told.</summary>
    public ModelUsage? Usage { get; init; }

    /// <summary>When the user's input arrived, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From the user's input to the agent's answer; null where there was none.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>When the turn ended, in UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the conversation ended before the turn did.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public VisibleText? Error { get; init; }

    /// <summary>The type of the exception it failed with.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Its function events, in the order they began.</summary>
    public IReadOnlyList<FunctionEventView> FunctionEvents { get; init; } = [];

    /// <summary>What was logged in the turn outside any function event.</summary>
    public IReadOnlyList<EntryView> Entries { get; init; } = [];

    /// <summary>The API responses logged in the turn outside any function event.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; init; } = [];

    /// <summary>The changes of state made in the turn outside any function event.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; init; } = [];

    /// <summary>The ratings, at most one a source.</summary>
    public IReadOnlyList<FeedbackView> Feedback { get; init; } = [];

    /// <summary>Improved answers.</summary>
    public IReadOnlyList<AnnotationView> Annotations { get; init; } = [];
}
