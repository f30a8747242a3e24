using System.Text.Json;
using ConvLog;

namespace WebConsole.Replay;

/// <summary>The language model of an agent. It reads the whole conversation, requests functions and answers.</summary>
/// <param name="name">The model's name.</param>
/// <param name="info">The conversation, with its agent.</param>
/// <param name="functions">The functions that it is offered.</param>
/// <param name="clock">The conversation's clock.</param>
/// <param name="chance">The source of variation.</param>
internal sealed class AgentModel(string name, ConversationInfo info, IReadOnlyList<string> functions, ReplayClock clock, Chance chance)
{
    private readonly Pacing _pacing = new(clock, chance, isVoice: info.Direction is not null);
    private readonly TokenMeter _tokens = new(name);
    private readonly List<ModelMessage> _history = [ModelMessage.System(SystemPrompt.Of(info))];
    private readonly List<ModelToolCall> _asked = [];
    private readonly List<FunctionEvent> _called = [];
    private Exception? _trouble;
    private Turn? _turn;
    private ModelCall? _call;
    private int _added;
    private TimeSpan _took;

    public Pacing Pacing => _pacing;

    /// <summary>The next request fails, and is sent again.</summary>
    public void FailsOnce(Exception trouble) => _trouble = trouble;

    /// <summary>A turn begins, and the model thinks about what to do.</summary>
    public void Hears(Turn turn, MaskedText user)
    {
        _turn = turn;
        _took = TimeSpan.Zero;
        if (!user.IsEmpty)
        {
            Reads(ModelMessage.User(user), user.Text.Length);
        }

        Thinks();
    }

    /// <summary>The model requests functions.</summary>
    public void Asks(params ModelToolCall[] tools)
    {
        if (_call is null)
        {
            Thinks();
        }

        var response = ModelMessage.Assistant(default, tools);
        _call!.AddChunk();
        _pacing.ModelWrites(default);
        _call.Complete(response, _tokens.Call(_added, 0, tools.Length), "tool_calls", chance.Id("resp"));
        Wrote(response);
        _asked.AddRange(tools);
    }

    /// <summary>The call ID of the model's request for a function; null if there is no such request.</summary>
    public string? Asked(string function) => _asked.Find(tool => string.Equals(tool.Name, function, StringComparison.Ordinal))?.CallId;

    /// <summary>A requested function has begun.</summary>
    public void Called(FunctionEvent call)
    {
        _asked.RemoveAll(tool => string.Equals(tool.CallId, call.CallId, StringComparison.Ordinal));
        _called.Add(call);
    }

    /// <summary>The model streams its answer.</summary>
    public void Answers(MaskedText agent)
    {
        if (_call is null)
        {
            Thinks();
        }

        _call!.AddChunk();
        _pacing.ModelWrites(agent);
        for (int written = 12; written < agent.Text.Length; written += 12)
        {
            _call.AddChunk();
        }

        var response = ModelMessage.Assistant(agent);
        _call.Complete(response, _tokens.Call(_added, agent.Text.Length, 0), "stop", chance.Id("resp"));
        Wrote(response);
        _turn = null;
    }

    /// <summary>The user heard a text that the model did not write, or no text.</summary>
    public void IsInterrupted(MaskedText agent)
    {
        _call?.Dispose();
        (_call, _turn) = (null, null);
        _asked.Clear();
        _called.Clear();
        if (!agent.IsEmpty)
        {
            Reads(ModelMessage.Assistant(agent), agent.Text.Length);
        }
    }

    /// <summary>Records the duration of each stage of a phone turn: recognition covers the last words, speech begins with the first sentence.</summary>
    public void LeavesStages(Turn turn)
    {
        if (info.Direction is null)
        {
            return;
        }

        var latency = turn.Latency ?? TimeSpan.Zero;
        TimeSpan? heard = turn.UserInput.IsEmpty ? null : TimeSpan.FromMilliseconds(140 + (2 * turn.UserInput.Text.Length));
        var spoken = TimeSpan.FromMilliseconds(95 + (turn.AgentResponse.Text.Length / 2));
        turn.SetStages(new TurnStages
        {
            SpeechToText = heard,
            Model = _took,
            Functions = latency > _took ? latency - _took : null,
            TextToSpeech = spoken,
            FirstByte = (heard ?? TimeSpan.Zero) + latency + spoken,
        });
    }

    /// <summary>Whether a turn is the current one of this model.</summary>
    public bool IsIn(Turn? turn) => turn is not null && ReferenceEquals(turn, _turn);

    private void Thinks()
    {
        ReadResults();
        if (_trouble is { } trouble)
        {
            _trouble = null;
            using var failing = Begin();
            clock.Advance(chance.Milliseconds(300, 900));
            failing.Fail(trouble);
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        _call = Begin();
        _pacing.ModelThinks();
    }

    private ModelCall Begin()
    {
        var call = _turn!.BeginModelCall(name, "example", new ModelParameters { Temperature = 0.2, MaxOutputTokens = 400, Tools = functions });
        call.AddRequest([.. _history]);
        return call;
    }

    private void ReadResults()
    {
        foreach (var call in _called.Where(static call => call.Outcome is not null))
        {
            string result = call.Error is { } error ? $"Error: {error}" : TextOf(call.Result);
            Reads(ModelMessage.Tool(call.CallId!, result), result.Length);
        }

        _called.RemoveAll(static call => call.Outcome is not null);
    }

    private static string TextOf(LogField? result) => result?.Value switch
    {
        null => "",
        JsonElement json => json.GetRawText(),
        var value => value.ToString() ?? "",
    };

    private void Reads(ModelMessage message, int length)
    {
        _history.Add(message);
        _added += length;
    }

    private void Wrote(ModelMessage response)
    {
        _history.Add(response);
        _took += _call?.Duration ?? TimeSpan.Zero;
        (_call, _added) = (null, 0);
    }
}
