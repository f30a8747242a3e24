using ConvLog.Records;

namespace ConvLog.Tests;

public sealed class ConversationEndsTests
{
    private static readonly DateTimeOffset s_start = ManualClock.DefaultStart;

    [Fact]
    public async Task The_end_set_by_the_host_is_kept_when_the_conversation_is_reopened()
    {
        await using var session = new StoredSession();
        await using (var conv = session.Open())
        {
            Answer(conv, "Hello");
            session.Clock.Advance(TimeSpan.FromSeconds(10));
            conv.End(EndReason.UserEnded);
            session.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        session.Clock.Advance(TimeSpan.FromMinutes(25));
        await using (var callback = session.Open())
        {
            callback.WriteMetric("carrier_status", "completed");
        }

        var summary = (await session.ReadAsync()).Summary;
        (summary.EndedAt, summary.EndReason, summary.Duration).Should().Be((s_start.AddSeconds(10), EndReason.UserEnded, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task The_first_end_of_an_opening_holds_and_may_come_before_the_first_turn()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        conv.End(EndReason.TimedOut);
        session.Clock.Advance(TimeSpan.FromMinutes(1));
        conv.End(EndReason.AgentEnded);
        Answer(conv, "Hello");

        var view = await session.ReadAsync();
        (view.Summary.EndedAt, view.Summary.EndReason, view.Summary.InProgress, view.Turns.Count).Should().Be((s_start, EndReason.TimedOut, false, 1));
    }

    [Theory]
    [InlineData(-60, 0)] // Before it began.
    [InlineData(1, 1)]
    [InlineData(62, 2)] // In the future.
    public async Task A_given_end_time_is_limited_to_between_the_beginning_and_now(int told, int taken)
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        Answer(conv, "Hello");
        session.Clock.Advance(TimeSpan.FromMinutes(2));
        conv.End((EndReason)99, s_start.AddMinutes(told).ToOffset(TimeSpan.FromHours(5)));

        var summary = (await session.ReadAsync()).Summary;
        (summary.EndedAt, summary.EndReason).Should().Be((s_start.AddMinutes(taken), EndReason.Other));
        summary.EndedAt!.Value.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Calls_after_the_conversation_was_disposed_are_counted()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        Answer(conv, "Hello");
        await conv.DisposeAsync();
        session.Clock.Advance(TimeSpan.FromMinutes(1));
        conv.End(EndReason.UserEnded);
        conv.HandBack("late");

        var view = await session.ReadAsync();
        (view.Summary.EndedAt, view.Summary.EndReason, view.Handoffs.Count).Should().Be((s_start, null, 0));
        conv.Losses.Dropped[LossReason.ConversationEnded].Should().Be(2);
    }

    [Fact]
    public async Task A_function_that_outlives_the_disposal_opens_nothing_again_by_a_hand_off()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        using (conv.BeginFunction("transfer"))
        {
            await conv.DisposeAsync();
            session.Clock.Advance(TimeSpan.FromMinutes(1));
            conv.HandOff("desk");
        }

        var view = await session.ReadAsync();
        (view.Summary.EndedAt, view.Summary.Handoff?.Destination, view.Handoffs.Count).Should().Be((s_start, "desk", 1));
    }

    [Fact]
    public async Task Between_a_hand_off_and_a_hand_back_a_person_answers()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        Answer(conv, "agent", static conv => conv.HandOff("desk", "asked", "Ana"));
        Answer(conv, "Ana", static conv => conv.HandBack("solved"));
        Answer(conv, "agent");
        conv.HandOff("bookings");
        Answer(conv, "nobody known");
        conv.HandOff("desk", person: "Ben");
        conv.HandBack();
        Answer(conv, "agent");

        var view = await session.ReadAsync();
        view.Turns.Select(static turn => (turn.IsAnsweredByPerson, turn.AnsweredBy?.Text)).Should().Equal(
            (false, null), (true, "Ana"), (false, null), (true, null), (false, null));
        view.Handoffs.Select(static handoff => (handoff.Kind, handoff.Destination, handoff.Reason, handoff.Person?.Text, handoff.TurnId)).Should().Equal(
            (HandoffKind.Off, "desk", "asked", "Ana", view.Turns[0].Id), (HandoffKind.Back, null, "solved", null, view.Turns[1].Id),
            (HandoffKind.Off, "bookings", null, null, null), (HandoffKind.Off, "desk", null, "Ben", null), (HandoffKind.Back, null, null, null, null));
        view.Handoffs.Should().BeInAscendingOrder(static handoff => handoff.At);
        view.Summary.Handoff!.Destination.Should().Be("desk");

        var other = await session.ReadAsync(StoredSession.Other);
        other.Turns.Select(static turn => (turn.IsAnsweredByPerson, turn.AnsweredBy?.Text)).Should().Equal(
            (false, null), (true, "[redacted]"), (false, null), (true, null), (false, null));
        other.Handoffs.Select(static handoff => handoff.Person?.Text).Should().Equal("[redacted]", null, null, "[redacted]", null);
        (await session.Reader().GetTurnsAsync(StoredSession.Permitted, "conv-42"))!.Turns[1].AnsweredBy!.Value.Text.Should().Be("Ana");

        void Answer(Conversation conv, string text, Action<Conversation>? inside = null)
        {
            session.Clock.Advance(TimeSpan.FromSeconds(1));
            ConversationEndsTests.Answer(conv, text, inside);
            session.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Bad_input_throws_nothing()
    {
        await using var session = new StoredSession();
        await using var conv = session.Open();
        conv.HandOff(null!, new string('r', 100_000), "");
        conv.HandBack(new string('r', 100_000));
        conv.HandBack();
        conv.End((EndReason)(-1), DateTimeOffset.MinValue);

        var view = await session.ReadAsync();
        view.Handoffs.Should().HaveCount(3);
        (view.Summary.EndReason, view.Summary.Duration).Should().Be((EndReason.Other, TimeSpan.Zero));
    }

    [Fact]
    public async Task With_recording_off_the_end_is_not_stored()
    {
        await using var session = new StoredSession();
        await using (var conv = session.Open(new ConversationInfo("conv-42") { Recording = Recording.Off }))
        {
            conv.HandOff("desk", "asked", "Ana");
            conv.End(EndReason.UserEnded);
        }

        await session.Sink.FlushAsync();
        (await session.Store.ReadAsync("conv-42")).Should().BeNull();
    }

    private static void Answer(Conversation conv, string text, Action<Conversation>? inside = null)
    {
        using var turn = conv.BeginTurn("hi");
        inside?.Invoke(conv);
        turn.Complete(text);
    }
}
