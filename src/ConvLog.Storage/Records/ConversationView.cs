using System.Text.Json.Serialization;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// A whole conversation as one reader may see it. Other code cannot create or change one: it comes from the privacy gate, or from JSON written from one.
/// </summary>
public sealed record ConversationView
{
    internal ConversationView()
    {
    }

    /// <summary>The summary of the conversation.</summary>
    public ConversationSummaryView Summary { get; internal init; } = null!; // Set by both creators of a view.

    /// <summary>The attributes that the host gave the conversation.</summary>
    [JsonConverter(typeof(ViewFieldsConverter))]
    public LogFields Attributes { get; internal init; }

    /// <summary>The turns, in order.</summary>
    public IReadOnlyList<TurnView> Turns { get; internal init; } = [];

    /// <summary>The function events outside turns.</summary>
    public IReadOnlyList<FunctionEventView> FunctionEvents { get; internal init; } = [];

    /// <summary>The model calls of turns that never arrived.</summary>
    public IReadOnlyList<ModelCallView> ModelCalls { get; internal init; } = [];

    /// <summary>The log outside turns.</summary>
    public IReadOnlyList<EntryView> Entries { get; internal init; } = [];

    /// <summary>The API responses logged outside turns.</summary>
    public IReadOnlyList<ApiResponseView> ApiResponses { get; internal init; } = [];

    /// <summary>The changes of state made outside turns.</summary>
    public IReadOnlyList<StateChangeView> StateChanges { get; internal init; } = [];

    /// <summary>The metrics, in the order in which they were written.</summary>
    public IReadOnlyList<MetricView> Metrics { get; internal init; } = [];

    /// <summary>The handoffs and handbacks, ordered by time.</summary>
    public IReadOnlyList<HandoffView> Handoffs { get; internal init; } = [];

    /// <summary>The scores of the conversation as a whole, including its metrics, oldest first.</summary>
    public IReadOnlyList<ScoreView> Scores { get; internal init; } = [];

    /// <summary>The labels of the conversation as a whole, oldest first.</summary>
    public IReadOnlyList<LabelView> Labels { get; internal init; } = [];

    /// <summary>The team's notes.</summary>
    public IReadOnlyList<NoteView> Notes { get; internal init; } = [];

    /// <summary>All function events: first those outside turns, then by turn.</summary>
    public IEnumerable<FunctionEventView> AllFunctionEvents => FunctionEvents.Concat(Turns.SelectMany(static turn => turn.FunctionEvents));
}
