using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>Replays one exchange as a turn: input, the resulting state, the model's calls and those of the functions it requests, answer.</summary>
internal sealed class ExchangeReplay(Conversation conv, AgentModel model, Chance chance)
{
    private readonly CallReplay _calls = new(conv, model, chance);
    private readonly KnownState _state = new();

    public void Play(Exchange exchange)
    {
        using var turn = conv.BeginTurn(exchange.User);
        if (chance.OnceIn(250))
        {
            model.FailsOnce(new HttpRequestException("Response status code does not indicate success: 429 (Too Many Requests)."));
        }

        model.Hears(turn, exchange.User);
        var changes = _state.Changes(exchange.State);
        if (exchange.Calls.Count == 0)
        {
            KnownState.Apply(conv, changes);
        }

        foreach (var call in exchange.Calls)
        {
            // The first function also logs the state changes that led to it.
            _calls.Play(call, changes);
            changes = [];
        }

        model.Answers(exchange.Agent);
        turn.Complete(exchange.Agent);
        model.LeavesStages(turn);
        Judge(turn, exchange);
    }

    // Another model scores answers that are based on function results.
    private void Judge(Turn turn, Exchange exchange)
    {
        if (exchange.Calls.Any(static call => call.Results.Count > 0) && chance.OnceIn(2))
        {
            turn.Score("groundedness", (60 + chance.Next(41)) / 100.0, ScoreSource.Model, scorer: "judge", scorerVersion: "1");
        }
    }
}
