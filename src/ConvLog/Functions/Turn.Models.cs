using ConvLog.Functions;

namespace ConvLog;

/// <content>The turn's model calls and their usage.</content>
public sealed partial class Turn
{
    private List<ModelUsage>? _rounds;
    private bool _isUsageGiven; // Set for the turn as a whole, so the sum is not used.
    private Dictionary<string, RequestedCall>? _requestedBy; // By the IDs of the tool calls.

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
            if (usage is null || !_isOpen || _isUsageGiven)
            {
                return;
            }

            AddRound(usage, isAnswer: true);
        }

        _runtime.TurnRevised(this);
    }

    /// <summary>Adds the results of an ended model call: its usage, even after the turn's end, and the tool calls that it requested.</summary>
    internal void AddModelCall(ModelCall call)
    {
        lock (_lock)
        {
            foreach (var tool in call.Response?.ToolCalls ?? [])
            {
                _requestedBy ??= new(StringComparer.Ordinal);
                _requestedBy[tool.CallId] = new RequestedCall(call.Id, call.EndTimestamp, _requestedBy.GetValueOrDefault(tool.CallId));
            }

            if (call.Usage is null || _isUsageGiven)
            {
                return;
            }

            // The sum takes its model and time to first token from chat calls, not from embeddings or speech.
            AddRound(call.Usage, isAnswer: call.Kind == ModelCallKind.Chat);
        }

        _runtime.TurnRevised(this);
    }

    // Published immediately: the process may be killed before the turn ends.
    private void AddRound(ModelUsage usage, bool isAnswer)
    {
        _rounds ??= [];
        _rounds.Insert(isAnswer ? _rounds.Count : 0, isAnswer ? usage : usage.WithoutFirstToken());
        Usage = ModelUsage.Of(_rounds);
        _revision++;
    }

    /// <summary>The ID of the model call that requested a tool call; null if none has so far.</summary>
    /// <param name="toolCallId">The ID of the tool call.</param>
    /// <param name="since">The timestamp of the tool's invocation.</param>
    internal string? ModelCallOf(string? toolCallId, long since)
    {
        lock (_lock)
        {
            if (toolCallId is null || _requestedBy?.GetValueOrDefault(toolCallId)?.For(since) is not { } asked)
            {
                return null;
            }

            asked.IsCalled = true;
            return asked.ModelCallId;
        }
    }

    /// <summary>Whether a function event belongs to the last requested tool call with an ID.</summary>
    internal bool IsCalled(string toolCallId)
    {
        lock (_lock)
        {
            return _requestedBy?.GetValueOrDefault(toolCallId) is { IsCalled: true };
        }
    }
}
