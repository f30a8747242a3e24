using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>Plays one exchange as a turn: input, the state that follows from it, calls, answer, usage.</summary>
internal sealed class ExchangeReplay(Conversation conv, Pacing pacing, Chance chance, TokenMeter tokens)
{
    private readonly CallReplay _calls = new(conv, pacing, chance);
    private readonly KnownState _state = new();

    public void Play(Exchange exchange)
    {
        using var turn = conv.BeginTurn(exchange.User);
        var firstToken = pacing.ModelThinks();
        var changes = _state.Changes(exchange.State);
        if (exchange.Calls.Count == 0)
        {
            KnownState.Apply(conv, changes);
        }

        foreach (var call in exchange.Calls)
        {
            // A function that runs keeps what was understood on the way to it.
            _calls.Play(call, changes);
            changes = [];
            pacing.ModelThinks();
        }

        pacing.ModelWrites(exchange.Agent);
        turn.Complete(exchange.Agent, tokens.Turn(exchange.User, exchange.Agent, exchange.Calls.Select(Length), firstToken));
    }

    private static int Length(ServiceCall call) => call.Results.Sum(result => result.Sum(slot => slot.Key.Length + slot.Value.Length + 6));
}
