using ConvLog.Storage;

namespace ConvLog.Tests.Functions;

public class TurnModelsTests
{
    private static readonly ModelUsage s_usage = new("gpt-x", 300, 40, 0.02m);

    [Fact]
    public async Task The_usage_of_model_calls_is_stored_while_their_turn_is_open()
    {
        var store = new InMemoryConversationStore();
        await using var sink = new StoreSink(store);
        var conv = new Conversation(new ConversationInfo("killed"), sink);
        var turn = conv.BeginTurn("Book a table");
        turn.BeginModelCall("gpt-x").Complete(usage: s_usage);
        turn.BeginModelCall("gpt-x").Fail("busy", usage: s_usage);
        turn.AddUsage(s_usage);
        turn.Interrupt();

        await conv.FlushAsync(); // Simulates a killed process: the turn never ends.

        var stored = await store.ReadAsync("killed");
        (stored!.Summary.TotalTokens, stored.Summary.Cost, stored.Summary.InterruptedTurnCount).Should().Be((1_020, 60_000_000, 1));
        var kept = stored.Turns.Should().ContainSingle().Which;
        (kept.Outcome, kept.EndedAt, kept.Usage!.InputTokens, kept.IsInterrupted).Should().Be((null, null, 900, true));
    }

    [Fact]
    public async Task The_end_of_a_turn_replaces_the_usage_stored_while_it_was_open()
    {
        var store = new InMemoryConversationStore();
        await using var sink = new StoreSink(store);
        await using (var conv = new Conversation(new ConversationInfo("whole"), sink))
        {
            using var turn = conv.BeginTurn("Book a table");
            turn.BeginModelCall("gpt-x").Complete(usage: s_usage);
            await conv.FlushAsync();
            turn.Complete("Done.", new ModelUsage("gpt-x", 7, 1));
        }

        var stored = await store.ReadAsync("whole");
        (stored!.Summary.TotalTokens, stored.Turns[0].Outcome).Should().Be((8, TurnOutcome.Completed));
    }
}
