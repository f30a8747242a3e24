using ConvLog.Functions;

namespace ConvLog;

/// <content>The turn's model calls and their usage.</content>
public sealed partial class Turn
{
    private readonly TurnUsage _usage = new();

    /// <summary>
    /// The tokens and cost of the turn: as passed to <see cref="Complete"/> or <c>Fail</c>, otherwise the sum of <see cref="AddUsage"/>; null if there is none.
    /// </summary>
    public ModelUsage? Usage => _usage.Total;

    /// <summary>The tool calls that its model calls have requested.</summary>
    internal RequestedCalls RequestedCalls { get; } = new();

    /// <summary>Begins a request to a model. When it ends, its usage is added to the turn's, as with <see cref="AddUsage"/>.</summary>
    /// <param name="model">The model's name, as the provider writes it.</param>
    /// <param name="provider">The provider of the model, such as <c>openai</c>; null if unknown.</param>
    /// <param name="parameters">The parameters of the request; null for the model's defaults.</param>
    /// <param name="kind">The kind of request; an undefined value counts as <see cref="ModelCallKind.Chat"/>.</param>
    public ModelCall BeginModelCall(string model, string? provider = null, ModelParameters? parameters = null, ModelCallKind kind = ModelCallKind.Chat)
        => _runtime.BeginModelCall(this, model, provider, parameters, ago: TimeSpan.Zero, request: null, kind);

    /// <summary>Begins a request that was noticed late.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="provider">The provider of the model; null if unknown.</param>
    /// <param name="parameters">The parameters of the request; null for the model's defaults.</param>
    /// <param name="ago">How long ago the request was made.</param>
    /// <param name="request">Additional details for spans; null if there are none.</param>
    /// <param name="kind">The kind of request.</param>
    internal ModelCall BeginModelCall(
        string model, string? provider, ModelParameters? parameters, TimeSpan ago, IModelRequest? request, ModelCallKind kind = default)
        => _runtime.BeginModelCall(this, model, provider, parameters, ago, request, kind);

    internal TimeProvider Time => _runtime.Time;

    /// <summary>
    /// Adds the tokens and cost of one model call: <see cref="Usage"/> is the sum, with the model of the latest call. Ignored once the turn is disposed, or
    /// once <see cref="Complete"/> or <c>Fail</c> was called with a usage, which takes precedence.
    /// </summary>
    /// <param name="usage">The usage of the model call. Costs are added up by currency (<see cref="ModelUsage.CostByCurrency"/>). Null adds nothing.</param>
    public void AddUsage(ModelUsage usage)
    {
        lock (_lock)
        {
            if (!_isOpen || !_usage.Add(usage, isAnswer: true))
            {
                return;
            }

            _revision++;
        }

        _runtime.TurnRevised(this); // Published immediately: the process may be killed before the turn ends.
    }

    /// <summary>Adds the results of an ended model call: its usage, even after the turn's end, and the tool calls that it requested.</summary>
    internal void AddModelCall(ModelCall call)
    {
        RequestedCalls.Add(call);
        lock (_lock)
        {
            // The sum takes its model and time to first token from chat calls, not from embeddings or speech.
            if (!_usage.Add(call.Usage, isAnswer: call.Kind == ModelCallKind.Chat))
            {
                return;
            }

            _revision++;
        }

        _runtime.TurnRevised(this);
    }
}
