using ConvLog.Records;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests;

public class ConversationReleaseTests
{
    private readonly Session _session = new();

    private Conversation Conversation => _session.Conversation;

    [Fact]
    public async Task Open_items_continue_and_are_recorded_with_their_outcome()
    {
        var turn = Conversation.BeginTurn("hi");
        var call = turn.BeginFunction("f");
        var model = turn.BeginModelCall("gpt-x");
        await Conversation.ReleaseAsync();
        _session.Clock.Advance(TimeSpan.FromMinutes(9));
        _session.Log.Info("still at work");
        model.Complete();
        call.Dispose();
        turn.Complete("hello");
        turn.Dispose();
        _session.Clock.Advance(TimeSpan.FromMinutes(9));

        (call.Outcome, model.Outcome, turn.AgentResponse.Text).Should().Be((FunctionOutcome.Completed, FunctionOutcome.Completed, "hello"));
        _session.Sink.Entries.Should().ContainSingle();
        _session.Sink.Records.OfType<ConversationRecord>().Should().ContainSingle().Which.ClosedAt.Should().BeNull("whoever opened it does not know its end");
    }

    [Fact]
    public async Task Items_open_beyond_the_maximum_linger_are_abandoned()
    {
        using var turn = Conversation.BeginTurn("hi");
        using var call = turn.BeginFunction("f");
        using var model = turn.BeginModelCall("gpt-x");
        await Conversation.ReleaseAsync();
        _session.Clock.Advance(_session.Options.MaximumLinger);

        (call.Outcome, model.Outcome, turn.Outcome).Should().Be((FunctionOutcome.Abandoned, FunctionOutcome.Abandoned, TurnOutcome.Abandoned));
        model.Complete();
        call.Complete("too late");
        turn.Complete("too late");
        (call.Outcome, call.Result, turn.AgentResponse.IsEmpty).Should().Be((FunctionOutcome.Abandoned, null, true));
        Conversation.Losses.Dropped[LossReason.ConversationEnded].Should().Be(3, "what came too late is counted");
    }

    [Fact]
    public async Task Entries_after_release_are_recorded_and_new_turns_linger_too()
    {
        await Conversation.ReleaseAsync();
        _session.Clock.Advance(TimeSpan.FromHours(1));
        _session.Log.Info("the circuit is back");
        var turn = Conversation.BeginTurn("are you there?");
        _session.Clock.Advance(TimeSpan.FromMinutes(10));

        _session.Sink.Entries.Should().ContainSingle();
        turn.Outcome.Should().Be(TurnOutcome.Abandoned);
        Conversation.Losses.DroppedTotal.Should().Be(0);
    }

    [Fact]
    public async Task Releasing_twice_or_after_the_end_has_no_effect_and_disposing_ends_it()
    {
        await Conversation.ReleaseAsync();
        await Conversation.ReleaseAsync();
        await Conversation.DisposeAsync();
        await Conversation.ReleaseAsync();
        _session.Log.Info("late");

        _session.Sink.Entries.Should().BeEmpty();
        _session.Sink.Records.OfType<ConversationRecord>().Count(static opening => opening.ClosedAt is not null).Should().Be(1);
    }

    [Fact]
    public async Task A_flow_that_outlives_its_conversation_is_of_the_opening_that_follows_under_the_same_id()
    {
        string id = Guid.NewGuid().ToString();
        var next = new TaskCompletionSource();
        Task<Conversation?> kept;
        await using (var first = new Conversation(new ConversationInfo(id), new InMemorySink()))
        {
            using var current = first.MakeCurrent();
            kept = Task.Run(async () =>
            {
                await next.Task;
                return Conversation.Current;
            });
        }

        await using var second = new Conversation(new ConversationInfo(id), new InMemorySink());
        await using var others = new Conversation(new ConversationInfo(id) { AccountId = "other" }, new InMemorySink());
        using var secondAsCurrent = second.MakeCurrent();
        using var othersAsCurrent = others.MakeCurrent();
        next.SetResult();

        (await kept).Should().BeSameAs(second);
    }

    [Fact]
    public async Task A_flow_that_outlives_its_conversation_is_of_none_where_none_follows()
    {
        var next = new TaskCompletionSource();
        Task<Conversation?> kept;
        await using (var first = new Conversation(new ConversationInfo(Guid.NewGuid().ToString()), new InMemorySink()))
        {
            using var current = first.MakeCurrent();
            kept = Task.Run(async () =>
            {
                await next.Task;
                return Conversation.Current;
            });
        }

        next.SetResult();

        (await kept).Should().BeNull();
    }

    [Fact]
    public async Task Items_open_when_the_host_stops_are_canceled()
    {
        var sink = new InMemorySink();
        var services = new ServiceCollection();
        services.AddConvLog(options => options.Sinks.Add(sink));
        var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IConversationFactory>();
        var open = factory.Open(new ConversationInfo("open"));
        var turn = open.BeginTurn("hi");
        var outer = turn.BeginFunction("outer");
        var model = turn.BeginModelCall("gpt-x");
        var ended = factory.Open(new ConversationInfo("ended"));
        var outlives = ended.BeginFunction("outlives");
        await ended.DisposeAsync();
        var released = factory.OpenLazily(new ConversationInfo("released"));
        var background = released.BeginFunction("background");
        await released.ReleaseAsync();

        await provider.DisposeAsync();
        await provider.DisposeAsync();

        (turn.Outcome, turn.CancelReason).Should().Be((TurnOutcome.Canceled, CancelReason.HostStopped));
        ((FunctionEvent[])[outer, outlives, background]).Select(static call => (call.Outcome, call.CancelReason)).Should()
            .AllBeEquivalentTo(((FunctionOutcome?)FunctionOutcome.Canceled, (CancelReason?)CancelReason.HostStopped));
        model.CancelReason.Should().Be(CancelReason.HostStopped);
        sink.FunctionEvents.Should().HaveCount(3).And.OnlyContain(static call => call.Duration != null);
        sink.Records.OfType<ConversationRecord>().Count(static opening => opening.ClosedAt is not null).Should().Be(3);
        turn.Dispose();
        outer.Dispose();
        sink.Turns.Should().ContainSingle();
    }
}
