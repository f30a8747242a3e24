namespace ConvLog.Tests.Functions;

/// <summary>A machine whose clock is set back while a conversation is open.</summary>
public class MonotonicTimeTests
{
    [Fact]
    public async Task Times_of_a_conversation_never_go_back_and_durations_are_measured()
    {
        var clock = new SteppingClock();
        var sink = new InMemorySink();
        var conversation = new Conversation(new ConversationInfo("c"), sink, new ConversationOptions { TimeProvider = clock });
        using (var turn = conversation.BeginTurn("one"))
        {
            clock.Step(TimeSpan.FromMinutes(1));
            turn.Complete("1");
        }

        clock.Set(TimeSpan.FromHours(-2));
        using (var turn = conversation.BeginTurn("two"))
        {
            using var call = turn.BeginFunction("f");
            call.Log.Info("m");
            clock.Step(TimeSpan.FromSeconds(5));
            call.Complete();
            turn.Complete("2");
        }

        await conversation.DisposeAsync();
        var back = SteppingClock.Start + TimeSpan.FromMinutes(1);
        sink.Turns[1].StartedAt.Should().Be(back);
        sink.Entries[0].Timestamp.Should().Be(back);
        sink.FunctionEvents[0].Duration.Should().Be(TimeSpan.FromSeconds(5));
        sink.Records.OfType<ConvLog.Records.ConversationRecord>().Last().ClosedAt.Should().Be(back);
    }

    [Fact]
    public void Time_advances_again_once_the_clock_has_caught_up()
    {
        var clock = new SteppingClock();
        var time = new ConvLog.Functions.MonotonicTime(clock);
        time.GetUtcNow().Should().Be(SteppingClock.Start);
        clock.Set(TimeSpan.FromHours(-1));
        time.GetUtcNow().Should().Be(SteppingClock.Start);
        clock.Step(TimeSpan.FromHours(2));
        time.GetUtcNow().Should().Be(SteppingClock.Start + TimeSpan.FromHours(1));
        time.TimestampFrequency.Should().Be(clock.TimestampFrequency);
    }

    [Fact]
    public void Distinct_times_increase_within_one_clock_tick_and_after_the_clock_was_set_back()
    {
        var clock = new SteppingClock();
        var time = new ConvLog.Functions.MonotonicTime(clock);
        time.GetDistinctUtcNow().Should().Be(SteppingClock.Start);
        time.GetDistinctUtcNow().Should().Be(SteppingClock.Start.AddTicks(1));
        clock.Set(TimeSpan.FromHours(-1));
        time.GetDistinctUtcNow().Should().Be(SteppingClock.Start.AddTicks(2));
        clock.Set(TimeSpan.FromHours(2));
        time.GetDistinctUtcNow().Should().Be(SteppingClock.Start.AddHours(1));
    }

    // A clock whose time can be set while its measured durations continue.
    private sealed class SteppingClock : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        private DateTimeOffset _now = Start;
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Set(TimeSpan by) => _now += by;

        public void Step(TimeSpan by) => (_now, _ticks) = (_now + by, _ticks + by.Ticks);

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _ticks;
    }
}
