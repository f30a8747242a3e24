using ConvLog;
using WebConsole.Replay;

namespace WebConsole.Demo;

/// <summary>The environment of the agent in a story: the user, the model, the services it calls, and the clock.</summary>
internal sealed class Stage
{
    private readonly ReplayClock _clock;
    private readonly Chance _chance;
    private readonly AgentModel _model;
    private MaskedText _heard;

    public Stage(Conversation conv, Story story, ReplayClock clock, Chance chance)
    {
        Conv = conv;
        _clock = clock;
        _chance = chance;
        _model = new(chance.Pick("gpt-x", "gpt-x-mini"), story.Info, story.Tools, clock, chance);
        Backend = new(clock);
    }

    public Conversation Conv { get; }

    public Backend Backend { get; }

    public TimeProvider Time => _clock;

    /// <summary>The agent speaks first.</summary>
    public Task GreetAsync(MaskedText agent) => TurnAsync(default, agent);

    /// <summary>The agent answers without calling anything.</summary>
    public Task TurnAsync(MaskedText user, MaskedText agent) => TurnAsync(user, () => Task.FromResult(agent));

    /// <summary>The agent does some work for the user's request, and answers with its result.</summary>
    public async Task TurnAsync(MaskedText user, Func<Task<MaskedText>> work)
    {
        _model.Pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        _model.Hears(turn, user);
        var agent = await work();
        _model.Answers(agent);
        turn.Complete(agent);
        _model.LeavesStages(turn);
        _heard = agent;
    }

    /// <summary>The user interrupts the answer after its beginning.</summary>
    public async Task InterruptedTurnAsync(MaskedText user, MaskedText agent, string heard)
    {
        await TurnAsync(user, agent);
        await TakesAsync(60 * heard.Length);
        Conv.LatestTurn!.Interrupt(heard.Length, TimeSpan.FromMilliseconds(60 * heard.Length));
        _heard = default;
    }

    /// <summary>A person who took over the conversation answers.</summary>
    public async Task PersonTurnAsync(MaskedText user, MaskedText person)
    {
        _model.Pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        await TakesAsync(1_400 + (12 * person.Text.Length));
        turn.Complete(person);
        _heard = person;
    }

    /// <summary>A function begins: requested by the model, or called by another function.</summary>
    public FunctionEvent BeginFunction(string name, string? callId = null, object? arguments = null)
    {
        if (Conv.CurrentFunction is not null || !_model.IsIn(Conv.CurrentTurn))
        {
            return Conv.BeginFunction(name, callId, arguments);
        }

        string? asked = _model.Asked(name);
        if (asked is null)
        {
            AsksFor((name, callId, arguments));
        }

        var call = Conv.BeginFunction(name, asked ?? _model.Asked(name), arguments);
        _model.Called(call);
        return call;
    }

    /// <summary>The model requests several functions at once, which begin afterwards.</summary>
    public void AsksFor(params ReadOnlySpan<(string Name, string? CallId, object? Arguments)> functions)
    {
        var tools = new List<ModelToolCall>();
        foreach (var (name, callId, arguments) in functions)
        {
            tools.Add(new ModelToolCall(callId ?? _chance.Id("call"), name, arguments));
        }

        _model.Asks([.. tools]);
    }

    /// <summary>The model's next request fails, and is sent again.</summary>
    public void ModelFailsOnce(Exception trouble) => _model.FailsOnce(trouble);

    /// <summary>The agent fails; the user gets an apology that needs no model.</summary>
    public void FailingTurn(MaskedText user, string function, Exception exception, MaskedText apology)
    {
        _model.Pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        _model.Hears(turn, user);
        AsksFor((function, null, null));
        turn.Fail(exception, apology);
        _model.IsInterrupted(apology);
        _heard = apology;
    }

    /// <summary>The caller hangs up while the agent is working: the cancellation token of the line ends the work, and there is no answer.</summary>
    public async Task CutOffTurnAsync(MaskedText user, TimeSpan hangsUpAfter, Func<CancellationToken, Task> work)
    {
        _model.Pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        _model.Hears(turn, user);
        using var line = new CancellationTokenSource(hangsUpAfter, _clock);
        try
        {
            await work(line.Token);
        }
        catch (OperationCanceledException)
        {
            Conv.Log.Warning("Caller hung up", ("waited_seconds", hangsUpAfter.TotalSeconds));
        }

        _model.IsInterrupted(default);
        turn.Cancel(CancelReason.UserLeft);
    }

    /// <summary>Lets time pass, for example while a function computes or a person hesitates.</summary>
    public Task TakesAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock);
}
