namespace ConvLog.Records;

/// <summary>A whole conversation as one reader may see it. Only the gate makes one.</summary>
public sealed record ConversationView
{
    internal ConversationView()
    {
    }

    /// <summary>What a list shows of it.</summary>
    public required ConversationSummaryView Summary { get; init; }

    /// <summary>What else the host knows of the user.</summary>
    public LogFields Attributes { get; init; }

    /// <summary>The turns, in order.</summary>
    public IReadOnlyList<TurnView> Turns { get; init; } = [];

    /// <summary>Function events called outside any turn.</summary>
    public IReadOnlyList<FunctionEventView> FunctionEvents { get; init; } = [];

    /// <summary>What was logged outside any turn.</summary>
    public IReadOnlyList<EntryView> Entries { get; init; } = [];

    /// <summary>The API responses logged outside any turn.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; init; } = [];

    /// <summary>The changes of state made outside any turn.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; init; } = [];

    /// <summary>The metrics, in the order they were written.</summary>
    public IReadOnlyList<MetricView> Metrics { get; init; } = [];

    /// <summary>The team's notes.</summary>
    public IReadOnlyList<NoteView> Notes { get; init; } = [];

    /// <summary>All function events, those outside any turn first, then by turn.</summary>
    public IEnumerable<FunctionEventView> AllFunctionEvents => FunctionEvents.Concat(Turns.SelectMany(static turn => turn.FunctionEvents));
}
