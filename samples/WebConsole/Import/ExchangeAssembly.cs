using ConvLog;
using WebConsole.Dialogues;
using WebConsole.Personal;

namespace WebConsole.Import;

/// <summary>Pairs the turns of both sides. If a side speaks twice, or the agent speaks first, the other part of the exchange is empty.</summary>
internal static class ExchangeAssembly
{
    public static IReadOnlyList<Exchange> Assemble(IReadOnlyList<SpokenTurn> turns, PersonalValues personal)
    {
        var exchanges = new List<Exchange>();
        for (int at = 0; at < turns.Count; at++)
        {
            var user = turns[at].IsUser ? turns[at] : null;
            var agent = user is null ? turns[at] : turns.ElementAtOrDefault(at + 1) is { IsUser: false } answer ? answer : null;
            at += user is not null && agent is not null ? 1 : 0;
            exchanges.Add(new(Masked(user, personal), Masked(agent, personal), Merged(user, agent), [.. user?.Calls ?? [], .. agent?.Calls ?? []]));
        }

        return exchanges;
    }

    private static MaskedText Masked(SpokenTurn? turn, PersonalValues personal) => turn is null ? default : personal.Mask(turn.Utterance, turn.PersonalSpans);

    private static Dictionary<string, string> Merged(SpokenTurn? first, SpokenTurn? second)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string slot, string value) in new[] { first, second }.OfType<SpokenTurn>().SelectMany(turn => turn.State))
        {
            all[slot] = value;
        }

        return all;
    }
}
