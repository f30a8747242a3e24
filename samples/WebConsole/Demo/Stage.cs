using ConvLog;
using WebConsole.Replay;

namespace WebConsole.Demo;

/// <summary>What stands around the agent in a story: the user who speaks, the model that answers, the services it calls, and the time all that takes.</summary>
internal sealed class Stage
{
    private readonly ReplayClock _clock;
    private readonly Pacing _pacing;
    private readonly TokenMeter _tokens;
    private MaskedText _heard;

    public Stage(Conversation conv, ReplayClock clock, Chance chance)
    {
        Conv = conv;
        _clock = clock;
        _pacing = new(clock, chance, isVoice: conv.Info.Direction is not null);
        _tokens = new(chance.Pick("gpt-x", "gpt-x-mini"));
        Backend = new(clock);
    }

    public Conversation Conv { get; }

    public Backend Backend { get; }

    public TimeProvider Time => _clock;

    /// <summary>The agent speaks first.</summary>
    public Task GreetAsync(MaskedText agent) => TurnAsync(default, agent);

    /// <summary>The agent answers without calling anything.</summary>
    public Task TurnAsync(MaskedText user, MaskedText agent) => TurnAsync(user, () => Task.FromResult(agent));

    /// <summary>The agent works on what the user said, and answers with what the work gives.</summary>
    public async Task TurnAsync(MaskedText user, Func<Task<MaskedText>> work)
    {
        _pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        var firstToken = _pacing.ModelThinks();
        var agent = await work();
        _pacing.ModelWrites(agent);
        turn.Complete(agent, _tokens.Turn(user, agent, [], firstToken));
        _heard = agent;
    }

    /// <summary>Something in the agent breaks; the user hears an apology that needs no model.</summary>
    public void FailingTurn(MaskedText user, Exception exception, MaskedText apology)
    {
        _pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        _pacing.ModelThinks();
        turn.Fail(exception, apology);
        _heard = apology;
    }

    /// <summary>The caller hangs up while the agent works on what they said: the token of the line ends the work, and nobody hears an answer.</summary>
    public async Task CutOffTurnAsync(MaskedText user, TimeSpan hangsUpAfter, Func<CancellationToken, Task> work)
    {
        _pacing.UserAnswers(_heard, user);
        using var turn = Conv.BeginTurn(user);
        _pacing.ModelThinks();
        using var line = new CancellationTokenSource(hangsUpAfter, _clock);
        try
        {
            await work(line.Token);
        }
        catch (OperationCanceledException)
        {
            Conv.Log.Warning("Caller hung up", ("waited_seconds", hangsUpAfter.TotalSeconds));
        }

        turn.Complete(default(MaskedText)); // Nothing went wrong, and nobody hears an answer.
    }

    /// <summary>Lets time pass, as when a function computes or somebody hesitates.</summary>
    public Task TakesAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), _clock);
}
