using ConvLog;
using WebConsole.Dialogues;

namespace WebConsole.Replay;

/// <summary>Replays a dialogue through the public API, as the agent's host would have logged it at the time.</summary>
internal sealed class DialogueReplay(ILogSink sink)
{
    public async Task PlayAsync(Dialogue dialogue, DateTimeOffset start)
    {
        var chance = Chance.For(dialogue.Id);
        var clock = new ReplayClock(start);
        var info = Caller.Of(dialogue, chance);
        await using var conv = new Conversation(info, sink, new ConversationOptions { TimeProvider = clock });
        string[] functions = [.. dialogue.Exchanges.SelectMany(exchange => exchange.Calls).Select(call => call.Method).Distinct(StringComparer.Ordinal)];
        var model = new AgentModel(chance.Pick("gpt-x", "gpt-x", "gpt-x-mini"), info, functions, clock, chance);
        var exchanges = new ExchangeReplay(conv, model, chance);
        MaskedText heard = default;
        foreach (var exchange in dialogue.Exchanges)
        {
            model.Pacing.UserAnswers(heard, exchange.User);
            exchanges.Play(exchange);
            heard = exchange.Agent;
        }

        Aftermath.Leave(conv, dialogue, chance);
    }
}
