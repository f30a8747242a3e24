using ConvLog.Privacy;

namespace ConvLog.Tests;

public class ConversationReopeningTests
{
    [Fact]
    public async Task A_reopened_conversation_continues()
    {
        await using var session = new StoredSession();
        await using (var first = session.Open())
        {
            using var turn = first.BeginTurn("hello");
            first.Log.Info("one");
            turn.Complete("hi");
        }

        session.Clock.Advance(TimeSpan.FromMinutes(5));
        await using (var second = session.Open())
        {
            using var turn = second.BeginTurn("again");
            second.Log.Info("two");
            turn.Complete("welcome back");
            turn.Ordinal.Should().Be(1, "it counts in its opening");
        }

        var view = await session.ReadAsync();
        view.Turns.Select(turn => (turn.Ordinal, turn.UserInput.Text)).Should().Equal((1, "hello"), (2, "again"));
        view.Summary.TurnCount.Should().Be(2);
        view.Summary.StartedAt.Should().Be(ManualClock.DefaultStart);
        view.Summary.EndedAt.Should().Be(ManualClock.DefaultStart.AddMinutes(5));
        view.Summary.Title.Text.Should().Be("hello");
    }

    [Fact]
    public async Task Entries_are_ordered_by_opening_and_sequence_and_never_by_a_clock()
    {
        await using var session = new StoredSession();
        var first = session.Open();
        var second = session.Open();
        await first.FlushAsync();
        second.Log.Info("c");
        session.Clock.SetUtcNow(ManualClock.DefaultStart.AddHours(-1));
        first.Log.Info("a");
        second.Log.Info("d");
        session.Clock.SetUtcNow(ManualClock.DefaultStart.AddHours(-2));
        first.Log.Info("b");
        await first.DisposeAsync();
        await second.DisposeAsync();

        (await session.ReadAsync()).Entries.Select(entry => entry.Content).Should().Equal("a", "b", "c", "d");
    }

    [Fact]
    public async Task Two_hosts_may_have_it_open_at_once_and_it_is_in_progress_until_both_have_closed_it()
    {
        await using var session = new StoredSession();
        var first = session.Open();
        var second = session.Open();
        first.BeginTurn("1").Dispose();
        second.BeginTurn("2").Dispose();
        first.BeginTurn("3").Dispose();
        await first.DisposeAsync();

        var view = await session.ReadAsync();
        view.Summary.InProgress.Should().BeTrue();
        view.Turns.Select(turn => turn.UserInput.Text).Should().Equal("1", "2", "3");
        view.Turns.Select(turn => turn.Ordinal).Should().Equal(1, 2, 3);
        await second.DisposeAsync();
        (await session.ReadAsync()).Summary.InProgress.Should().BeFalse();
    }

    [Fact]
    public async Task Ids_of_entries_turns_and_events_are_unique_over_all_openings()
    {
        await using var session = new StoredSession();
        for (int i = 0; i < 3; i++)
        {
            await using var conv = session.Open();
            using var turn = conv.BeginTurn();
            using var call = conv.BeginFunction("f");
            conv.Log.Info("m");
            conv.Log.Info("m");
        }

        var view = await session.ReadAsync();
        view.AllFunctionEvents.SelectMany(call => call.Entries).Select(entry => entry.Id).Should().HaveCount(6).And.OnlyHaveUniqueItems();
        view.Turns.Select(turn => turn.Id).Should().OnlyHaveUniqueItems();
        view.AllFunctionEvents.Select(call => call.Id).Should().OnlyHaveUniqueItems();
        view.AllFunctionEvents.Select(call => call.TurnOrdinal).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_metric_that_is_written_once_keeps_its_first_value_over_all_openings()
    {
        await using var session = new StoredSession();
        await using (var first = session.Open())
        {
            first.WriteMetric("entry_point", "menu", writeOnce: true);
        }

        await using (var second = session.Open())
        {
            second.WriteMetric("entry_point", "search", writeOnce: true);
        }

        (await session.ReadAsync()).Metrics.Should().ContainSingle().Which.Metric.Value.Should().Be("menu");
    }

    [Fact]
    public async Task An_idle_conversation_reads_as_finished_and_its_open_items_as_abandoned()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.BeginTurn("hi");
        conv.BeginFunction("f");
        session.Clock.Advance(TimeSpan.FromMinutes(10));
        conv.Log.Info("last sign");

        session.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromTicks(1));
        var running = await session.ReadAsync();
        running.Summary.InProgress.Should().BeTrue();
        running.AllFunctionEvents.Single().Outcome.Should().BeNull();
        running.Turns[0].IsAbandoned.Should().BeFalse();

        session.Clock.Advance(TimeSpan.FromTicks(1));
        var finished = await session.ReadAsync();
        finished.Summary.EndedAt.Should().Be(ManualClock.DefaultStart.AddMinutes(10));
        finished.Summary.FunctionOutcomes.Should().Equal(FunctionOutcome.Abandoned);
        finished.AllFunctionEvents.Single().Outcome.Should().Be(FunctionOutcome.Abandoned);
        finished.Turns[0].IsAbandoned.Should().BeTrue();

        conv.Log.Info("and on it goes");
        (await session.ReadAsync()).Summary.InProgress.Should().BeTrue();
    }

    [Fact]
    public async Task The_idle_timeout_is_an_option()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        session.Clock.Advance(TimeSpan.FromMinutes(2));
        await conv.FlushAsync();

        var impatient = new ConversationReader(session.Store,
            new ConversationReaderOptions { TimeProvider = session.Clock, IdleTimeout = TimeSpan.FromMinutes(1) });
        (await impatient.GetAsync(Reader.Anonymous, "conv-42"))!.Summary.InProgress.Should().BeFalse();
        FluentActions.Invoking(() => new ConversationReaderOptions { IdleTimeout = TimeSpan.Zero }).Should().Throw<ArgumentOutOfRangeException>();
        new ConversationReaderOptions().IdleTimeout.Should().Be(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Idle_time_is_measured_by_the_records_the_reader_may_see()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        session.Clock.Advance(TimeSpan.FromMinutes(20));
        conv.Log.Info("Jane", isPii: true);
        session.Clock.Advance(TimeSpan.FromMinutes(15));

        (await session.ReadAsync(StoredSession.Permitted)).Summary.InProgress.Should().BeTrue();
        (await session.ReadAsync(StoredSession.Other)).Summary.EndedAt.Should().Be(ManualClock.DefaultStart);
    }

    [Fact]
    public void A_missing_id_is_a_new_random_one()
    {
        new ConversationInfo().Id.Should().NotBe(new ConversationInfo().Id);
        Guid.TryParse(new ConversationInfo(" ").Id, out _).Should().BeTrue();
        new ConversationInfo("c\uD800").Id.Should().Be("c\uFFFD");
        new ConversationInfo().AgentId.Should().Be("default");
    }
}
