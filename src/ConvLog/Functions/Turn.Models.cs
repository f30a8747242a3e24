using ConvLog.Functions;

namespace ConvLog;

/// <content>What it asks of language models, and what that takes.</content>
public sealed partial class Turn
{
    private List<ModelUsage>? _rounds;
    private bool _isUsageGiven; // For the turn as a whole: it holds.
    private Dictionary<string, AskedCall>? _askedBy; // By the ids of the tool calls.

    /// <summary>Begins a request to a model. Its usage is added to the turn's, as by <see cref="AddUsage"/>, whenever it ends.</summary>
    /// <param name="model">The model's name as its provider writes it.</param>
    /// <param name="provider">Who runs the model, such as <c>openai</c>; null where not told.</param>
    /// <param name="parameters">How it is asked; null for the model's defaults.</param>
    /// <param name="kind">What it is asked for; an undefined value is taken as <see cref="ModelCallKind.Chat"/>.</param>
    public ModelCall BeginModelCall(string model, string? provider = null, ModelParameters? parameters = null, ModelCallKind kind = ModelCallKind.Chat)
        => _runtime.BeginModelCall(this, model, provider, parameters, ago: TimeSpan.Zero, request: null, kind);

    /// <summary>Begins a request that is noticed only now.</summary>
    /// <param name="model">As above.</param>
    /// <param name="provider">As above.</param>
    /// <param name="parameters">As above.</param>
    /// <param name="ago">How long ago it was made.</param>
    /// <param name="request">What spans say of it beyond that; null for nothing.</param>
    /// <param name="kind">As above.</param>
    internal ModelCall BeginModelCall(
        string model, string? provider, ModelParameters? parameters, TimeSpan ago, IModelRequest? request, ModelCallKind kind = default)
        => _runtime.BeginModelCall(this, model, provider, parameters, ago, request, kind);

    /// <summary>The clock of its conversation.</summary>
    internal TimeProvider Time => _runtime.Time;

    /// <summary>
    /// Adds what one round with a language model took: <see cref="Usage"/> is the sum, with the model of the latest round. Ignored once the turn is disposed,
    /// or <see cref="Complete"/> or <c>Fail</c> was given a usage, which holds.
    /// </summary>
    /// <param name="usage">What the round took. Costs are added by currency (<see cref="ModelUsage.CostByCurrency"/>). Null adds nothing.</param>
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

    /// <summary>Takes what an ended model call tells: its usage, also after the turn's end, and the tool calls that it asked for.</summary>
    internal void Take(ModelCall call)
    {
        lock (_lock)
        {
            foreach (var tool in call.Response?.ToolCalls ?? [])
            {
                _askedBy ??= new(StringComparer.Ordinal);
                _askedBy[tool.CallId] = new AskedCall(call.Id, call.EndTimestamp, _askedBy.GetValueOrDefault(tool.CallId));
            }

            if (call.Usage is null || _isUsageGiven)
            {
                return;
            }

            // The sum has the model and the first token of the answer, not of what was embedded or spoken besides.
            AddRound(call.Usage, isAnswer: call.Kind == ModelCallKind.Chat);
        }

        _runtime.TurnRevised(this);
    }

    // It is published at once: a process may be killed before the turn ends.
    private void AddRound(ModelUsage usage, bool isAnswer)
    {
        _rounds ??= [];
        _rounds.Insert(isAnswer ? _rounds.Count : 0, isAnswer ? usage : usage.WithoutFirstToken());
        Usage = ModelUsage.Of(_rounds);
        _revision++;
    }

    /// <summary>The id of the model call that asked for a tool call; null where none did so far.</summary>
    /// <param name="toolCallId">The id of the tool call.</param>
    /// <param name="since">When the tool was called, a timestamp.</param>
    internal string? ModelCallOf(string? toolCallId, long since)
    {
        lock (_lock)
        {
            if (toolCallId is null || _askedBy?.GetValueOrDefault(toolCallId)?.For(since) is not { } asked)
            {
                return null;
            }

            asked.IsCalled = true;
            return asked.ModelCallId;
        }
    }

    /// <summary>Whether a function event belongs to the tool call that was asked for last with an ID.</summary>
    internal bool IsCalled(string toolCallId)
    {
        lock (_lock)
        {
            return _askedBy?.GetValueOrDefault(toolCallId) is { IsCalled: true };
        }
    }
}
