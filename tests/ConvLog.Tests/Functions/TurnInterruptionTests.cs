using System.Text.Json;
using ConvLog.Functions;
using ConvLog.Storage;

namespace ConvLog.Tests.Functions;

/// <summary>Turns whose answer the user interrupted: before it was complete, while it was spoken, and after the turn had ended.</summary>
public sealed class TurnInterruptionTests
{
    [Fact]
    public void An_interruption_says_what_was_heard_and_changes_no_outcome()
    {
        using var session = new Session();
        using (var turn = session.Conversation.BeginTurn("Read me my bookings"))
        {
            turn.Complete("You have three bookings: the first one is");
            turn.Interrupt(heard: "You have three");
        }

        using (var turn = session.Conversation.BeginTurn("And then?"))
        {
            turn.Interrupt();
            turn.Fail(new TimeoutException("x"), agentResponse: "One moment");
        }

        session.Sink.Turns.Select(static turn => (turn.IsInterrupted, turn.Heard.Text, turn.AgentResponse.Text, turn.ErrorType)).Should().Equal(
            (true, "You have three", "You have three bookings: the first one is", null), (true, "", "One moment", "System.TimeoutException"));
    }

    [Fact]
    public void The_hosts_last_text_counts_and_an_empty_one_removes_nothing()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();

        turn.Interrupt();
        turn.Complete("The terrace has heaters and a view of the river");
        turn.Interrupt("The terrace", after: TimeSpan.FromSeconds(1));
        turn.Dispose();
        turn.Interrupt("The terrace has", after: TimeSpan.FromMilliseconds(1_400));
        turn.Interrupt();

        (turn.IsInterrupted, turn.Heard, turn.InterruptedAfter).Should().Be((true, "The terrace has", TimeSpan.FromMilliseconds(1_400)));
        turn.Interrupt(11, after: TimeSpan.FromSeconds(-1));
        (turn.Heard, turn.InterruptedAfter).Should().Be(("The terrace", TimeSpan.Zero));
        turn.Interrupt("The");
        turn.Heard.Should().Be((MaskedText)"The");
    }

    [Fact]
    public void A_number_of_characters_waits_for_the_answer_and_keeps_its_mask()
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();

        turn.Interrupt(characters: 16);
        turn.Heard.Should().Be(default(MaskedText));
        turn.Complete(MaskedText.Mask("Your code is 48 21, and so on", (13, 5)));

        turn.Heard.Should().Be(new MaskedText("Your code is 48 ", "Your code is [redacted]"));
    }

    [Fact]
    public void A_text_without_a_mask_is_personal_where_the_answer_has_one_whenever_that_comes()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        turn.Interrupt("Your code is 48 21");

        turn.Complete(MaskedText.Mask("Your code is 48 21, and so on", (13, 5)));
        turn.Dispose();

        turn.Heard.Should().Be(new MaskedText("Your code is 48 21"));
        JsonSerializer.Serialize(turn).Should().Contain("\"heard\":\"[redacted]\"").And.NotContain("48 21");
        JsonSerializer.Serialize(new TurnSnapshot(turn, SnapshotMoment.Ended)).Should().NotContain("48 21");
    }

    [Theory] // A text longer than the answer, and a text of another turn.
    [InlineData("Hello and more that was never said")]
    [InlineData("The terrace has")]
    public void A_heard_text_that_does_not_match_the_answer_is_kept_as_given(string heard)
    {
        using var session = new Session();
        using var turn = session.Conversation.BeginTurn();
        turn.Complete("Hello");

        turn.Interrupt(heard);

        turn.Heard.Text.Should().Be(heard);
    }

    [Fact] // As set by the adapter; only the host knows how much of it was heard.
    public void Streamed_text_is_the_heard_text_until_the_host_sets_it_and_is_stored_separately()
    {
        using var session = new Session();
        var turn = session.Conversation.BeginTurn();
        turn.SetStreamed("The terrace has heat");
        turn.Heard.Should().Be(default(MaskedText));
        turn.Interrupt();
        turn.Complete("The terrace has heat");
        turn.Dispose();

        turn.Heard.Text.Should().Be("The terrace has heat");
        Snapshot().Should().Be(("", "The terrace has heat"));
        turn.Interrupt(characters: 0);
        turn.Heard.Should().Be(default(MaskedText));
        turn.Interrupt("The terrace");
        Snapshot().Should().Be(("The terrace", "The terrace has heat"));

        (string, string) Snapshot()
        {
            var snapshot = new TurnSnapshot(turn, SnapshotMoment.Revised);
            return (snapshot.Heard.Text, snapshot.Streamed.Text);
        }
    }

    [Fact]
    public void Without_text_recording_no_heard_text_is_kept()
    {
        using var session = new Session(info: new ConversationInfo("conv-42") { Recording = Recording.MetadataOnly });
        using var turn = session.Conversation.BeginTurn();
        turn.Complete("Your code is 48 21");

        turn.Interrupt(characters: 4, after: TimeSpan.FromSeconds(2));
        turn.SetStreamed("Your code");

        (turn.Heard.Text, turn.Streamed.Text, turn.InterruptedAfter).Should().Be(("[not recorded]", "[not recorded]", TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void Heard_text_is_shown_masked_and_truncated_like_any_utterance()
    {
        using var session = new Session(new LogLimits { TextLength = 1_000 });
        using var turn = session.Conversation.BeginTurn();

        turn.Interrupt(new MaskedText($"Thank you, Jane{new string('!', 2_000)}", "Thank you, [name]"));

        turn.Heard.Text.Length.Should().BeLessThan(1_100);
        turn.Dispose();
        JsonSerializer.Serialize(turn).Should().Contain("\"is_interrupted\":true,\"heard\":\"Thank you, [name]\"").And.NotContain("Jane");
    }

    [Fact] // The user speaks while the answer of an ended turn is still playing.
    public async Task A_turn_that_ended_can_be_interrupted_until_the_conversation_ends()
    {
        var store = new InMemoryConversationStore();
        await using var sink = new StoreSink(store);
        var conversation = new Conversation(new ConversationInfo("conv-42"), sink);
        var turn = conversation.BeginTurn("Hello");
        turn.Complete("Hello, how can I help you today?");
        turn.Dispose();
        var quiet = conversation.BeginTurn("I need a table");
        quiet.Dispose();

        turn.Interrupt("Hello, how");
        await conversation.DisposeAsync();
        quiet.Interrupt("never heard");

        var stored = await store.ReadAsync("conv-42");
        stored!.Turns.Select(static kept => (kept.IsInterrupted, kept.Heard.Text, kept.AgentResponse.Text)).Should().Equal(
            (true, "Hello, how", "Hello, how can I help you today?"), (false, "", ""));
        stored.Summary.InterruptedTurnCount.Should().Be(1);
    }

    [Fact]
    public void A_sink_gets_an_interruption_after_the_end_as_a_revision_of_the_turn()
    {
        var sink = new ChangesSink();
        using var conversation = new Conversation(new ConversationInfo("conv-42"), sink);
        var turn = conversation.BeginTurn("Hello");
        turn.Dispose();

        turn.Interrupt("Hel");

        sink.Heard.Should().Equal("began", "ended", "revised: Hel");
    }

    [Fact]
    public async Task Of_concurrent_interruptions_one_wins_and_no_state_is_torn()
    {
        using var session = new Session();
        for (int i = 0; i < 200; i++)
        {
            var turn = session.Conversation.BeginTurn();
            await Task.WhenAll(Task.Run(() => turn.Interrupt("a")), Task.Run(() => turn.Interrupt("b")), Task.Run(turn.Dispose));
            turn.IsInterrupted.Should().BeTrue();
            turn.Heard.Text.Should().BeOneOf("a", "b");
        }
    }

    private sealed class ChangesSink : ILogSink
    {
        public List<string> Heard { get; } = [];

        public void Emit(LogEntry entry)
        {
        }

        public void TurnBegan(TurnSnapshot turn) => Heard.Add("began");

        public void TurnEnded(TurnSnapshot turn) => Heard.Add("ended");

        public void TurnRevised(TurnSnapshot turn) => Heard.Add($"revised: {turn.Heard.Text}");
    }
}
