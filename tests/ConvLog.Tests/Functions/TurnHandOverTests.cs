using ConvLog.Records;

namespace ConvLog.Tests.Functions;

public sealed class TurnHandOverTests
{
    [Fact]
    public async Task A_hand_over_between_agents_belongs_to_its_turn_and_is_no_hand_off()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        using (var turn = conv.BeginTurn("My invoice is wrong"))
        {
            using (var call = conv.BeginFunction("transfer"))
            {
                await Task.Run(() => turn.HandOver("triage", "billing", "invoice", "Jane's invoice is wrong"));
            }

            Task elsewhere;
            using (ExecutionContext.SuppressFlow())
            {
                elsewhere = Task.Run(() => turn.HandOver("billing", "refunds"));
            }

            await elsewhere;
            turn.Complete("Refunded.");
        }

        session.Clock.Advance(TimeSpan.FromSeconds(1));
        using (var turn = conv.BeginTurn("Thanks"))
        {
            turn.Complete("Goodbye.");
        }

        var view = await session.ReadAsync(StoredSession.Other);
        view.Handoffs.Select(static handoff => (handoff.Kind, handoff.FromAgent, handoff.Destination, handoff.Reason, handoff.TurnId)).Should().Equal(
            (HandoffKind.Agent, "triage", "billing", "invoice", view.Turns[0].Id), (HandoffKind.Agent, "billing", "refunds", null, view.Turns[0].Id));
        view.Handoffs[0].FunctionEventId.Should().Be(view.Turns[0].FunctionEvents[0].Id);
        view.Handoffs.Select(static handoff => handoff.Explanation?.Text).Should().Equal("[redacted]", null);
        (await session.ReadAsync()).Handoffs[0].Explanation.Should().Be(new VisibleText("Jane's invoice is wrong", isPii: true));
        view.Turns.Should().OnlyContain(static turn => !turn.IsAnsweredByPerson);
        view.Summary.Handoff.Should().BeNull();
    }

    [Fact]
    public async Task Agent_hand_overs_do_not_end_a_hand_off_to_a_person()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        conv.HandOff("desk", person: "Ana");
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        var turn = conv.BeginTurn("hi");
        turn.HandOver("triage", "billing");
        turn.Dispose();
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        conv.BeginTurn("and?").Dispose();

        var view = await session.ReadAsync();
        view.Turns.Should().OnlyContain(static turn => turn.IsAnsweredByPerson && turn.AnsweredBy!.Value.Text == "Ana");
        view.Summary.Handoff!.Destination.Should().Be("desk");
    }

    [Fact]
    public async Task Circular_hand_overs_are_recorded_a_thousand_times_and_then_counted()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        using (var turn = conv.BeginTurn("hi"))
        {
            for (int i = 0; i < 1_100; i++)
            {
                turn.HandOver("a", "b");
            }

            turn.Losses.Dropped[LossReason.EntryLimit].Should().Be(100);
        }

        using (var next = conv.BeginTurn("hi"))
        {
            next.HandOver("a", "b");
        }

        var result = await conv.FlushAsync();
        result.Dropped.Should().Be(100);
        (await session.ReadAsync()).Handoffs.Should().HaveCount(1_001);
    }

    [Fact]
    public async Task Null_and_long_names_and_ended_turns_do_not_throw()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var turn = conv.BeginTurn("hi");
        var open = conv.BeginTurn("hi");
        turn.HandOver(null!, new string('x', 100_000), new string('r', 100_000), new string('e', 100_000));
        turn.Dispose();
        turn.HandOver("a", "b");
        await conv.DisposeAsync();
        turn.HandOver("late", "late");
        open.HandOver("open", "to the end");

        var handoffs = (await session.ReadAsync()).Handoffs;
        handoffs.Select(static handoff => handoff.FromAgent).Should().Equal("_", "a", "open");
        handoffs[0].Destination!.Length.Should().BeLessThan(1_000);
        handoffs[0].Reason!.Length.Should().BeLessThan(20_000);
        handoffs[0].Explanation!.Value.Text!.Length.Should().BeLessThan(20_000);
    }

    [Fact]
    public async Task Without_text_recording_agent_names_are_kept_like_function_names()
    {
        await using var session = new StoredSession();
        await using (var conv = session.Open(new ConversationInfo("conv-42") { Recording = Recording.MetadataOnly }))
        {
            using var turn = conv.BeginTurn("hi");
            turn.HandOver("triage", "billing", "invoice", "Jane's invoice is wrong");
        }

        var handoff = (await session.ReadAsync()).Handoffs.Should().ContainSingle().Subject;
        (handoff.FromAgent, handoff.Destination, handoff.Reason, handoff.Explanation).Should().Be(("triage", "billing", null, null));
    }
}
