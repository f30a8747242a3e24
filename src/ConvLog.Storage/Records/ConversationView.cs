using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A whole conversation as one reader may see it. Outside the library nobody can make or change one: it comes from the gate, or is read from JSON that did.
/// </summary>
public sealed record ConversationView
{
    internal ConversationView()
    {
    }

    /// <summary>What a list shows of it.</summary>
    public ConversationSummaryView Summary { get; internal init; } = null!; // Set by the two that make one.

    /// <summary>What else the host knows of the user.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Attributes { get; internal init; }

    /// <summary>The turns, in order.</summary>
    public IReadOnlyList<TurnView> Turns { get; internal init; } = [];

    /// <summary>Function events called outside any turn.</summary>
    public IReadOnlyList<FunctionEventView> FunctionEvents { get; internal init; } = [];

    /// <summary>Model calls of turns that never arrived.</summary>
    public IReadOnlyList<ModelCallView> ModelCalls { get; internal init; } = [];

    /// <summary>The log outside any turn.</summary>
    public IReadOnlyList<EntryView> Entries { get; internal init; } = [];

    /// <summary>The API responses logged outside any turn.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; internal init; } = [];

    /// <summary>The changes of state made outside any turn.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; internal init; } = [];

    /// <summary>The metrics, in the order they were written.</summary>
    public IReadOnlyList<MetricView> Metrics { get; internal init; } = [];

    /// <summary>The hand-offs and hand-backs, in the order of their times.</summary>
    public IReadOnlyList<HandoffView> Handoffs { get; internal init; } = [];

    /// <summary>The scores of the conversation as a whole, its metrics among them, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];

    /// <summary>The labels of the conversation as a whole, oldest first.</summary>
    public IReadOnlyList<LabelView> Labels { get; internal init; } = [];

    /// <summary>The team's notes.</summary>
    public IReadOnlyList<NoteView> Notes { get; internal init; } = [];

    /// <summary>All function events, those outside any turn first, then by turn.</summary>
    public IEnumerable<FunctionEventView> AllFunctionEvents => FunctionEvents.Concat(Turns.SelectMany(static turn => turn.FunctionEvents));
}
