using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>Statistics count turns at their start time, in their current state, for any order of writes.</summary>
public abstract partial class StatisticsContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private static readonly StatisticsQuery s_all = new() { From = Some.At(-24 * 60), To = Some.At(24 * 60) };
    private static readonly StatisticsQuery s_models = s_all with { CountModels = true };
    private static readonly StatisticsQuery s_scores = s_all with { CountScores = true };

    protected override bool CountsDays => true;

    [Fact]
    public async Task Days_without_activity_are_zero()
    {
        var statistics = await Store.ReadStatisticsAsync(s_all);

        statistics.Days.Should().HaveCount(3).And.OnlyContain(static day => day.Statistics.Messages == 0 && day.Statistics.Latency.Count == 0);
        (statistics.Total.Messages, statistics.Total.Satisfaction, statistics.Total.TokensPerSecond).Should().Be((0, null, null));
        statistics.Functions.Should().BeEmpty();
    }

    [Fact]
    public async Task Statistics_count_everything_once()
    {
        await WriteAsync(
            Some.Opening("a") with { UserId = "jane" },
            Some.Turn(1, "a") with { UserInput = "hi", Usage = new ModelUsage("m", 10, 20, 0.5m, "EUR"), Latency = TimeSpan.FromSeconds(1) },
            Some.Turn(2, "a") with { UserInput = "hi", Usage = new ModelUsage("m", 1, 2, 0.25m), Latency = TimeSpan.FromSeconds(3), Error = "failed" },
            Some.Call(1, "a", turn: 1, outcome: FunctionOutcome.Completed) with { Duration = TimeSpan.FromSeconds(2) },
            Some.Call(2, "a", outcome: FunctionOutcome.Failed),
            Some.Feedback(1, FeedbackRating.Like, conversation: "a"),
            Some.Feedback(2, FeedbackRating.Dislike, source: FeedbackSource.Team, conversation: "a"),
            Some.Opening("b") with { UserId = "jane" },
            Some.Turn(1, "b"),
            Some.Feedback(1, FeedbackRating.Dislike, conversation: "b"),
            Some.Opening("silent") with { UserId = "joe" });

        var statistics = await Store.ReadStatisticsAsync(s_all);
        var total = statistics.Total;

        (total.Messages, total.FailedMessages, total.Conversations, total.Users, total.InputTokens, total.OutputTokens).Should().Be((3, 1, 2, 1, 11, 22));
        total.Cost.Should().BeEquivalentTo(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.5m, ["USD"] = 0.25m });
        (total.UserLikes, total.UserDislikes, total.TeamLikes, total.TeamDislikes, total.Satisfaction).Should().Be((1, 1, 0, 1, 0.5));
        (total.Latency.Count, total.Latency.Average, total.TokensPerSecond).Should().Be((2, TimeSpan.FromSeconds(2), 5.5));
        statistics.Functions.Select(static f => (f.Name, f.Calls, f.Failed, f.Duration.Count)).Should().Equal(("save_guest", 2, 1, 1));
        statistics.Days.Single(static day => day.Statistics.Messages > 0).Day.Should().Be(new DateOnly(2025, 1, 1));
    }

    [Fact]
    public async Task Changed_records_are_counted_in_their_current_state()
    {
        var like = Some.Feedback(1, FeedbackRating.Like);
        await WriteAsync(Some.Turn(1) with { Usage = new ModelUsage("m", 5, 5) }, Some.Call(1, turn: 1), like);
        await WriteAsync(Some.Opening() with { UserId = "jane", Channel = "voice" });
        await WriteAsync(
            Some.Turn(1) with { UserInput = "hi", Revision = 2, Usage = new ModelUsage("m", 7, 8), Latency = TimeSpan.FromSeconds(1) },
            Some.Call(1, turn: 1, outcome: FunctionOutcome.Failed) with { Revision = 1, Duration = TimeSpan.FromSeconds(1) },
            Some.Feedback(1, FeedbackRating.Dislike, minute: 1));
        await WriteAsync(Some.Turn(1) with { Revision = 1, Usage = new ModelUsage("m", 100, 100) }, like, Some.Opening(writer: 2) with { Channel = "webchat" });

        var statistics = await Store.ReadStatisticsAsync(s_all with { Channel = "webchat" });
        var total = statistics.Total;
        (total.Messages, total.InputTokens, total.OutputTokens, total.Latency.Count, total.Users, total.UserLikes, total.UserDislikes).Should()
            .Be((1, 7, 8, 1, 1, 0, 1));
        statistics.Functions.Select(static f => (f.Calls, f.Failed, f.Duration.Count)).Should().Equal((1, 1, 1));
        (await Store.ReadStatisticsAsync(s_all with { Channel = "voice" })).Total.Messages.Should().Be(0);

        await WriteAsync(Some.Feedback(1, null, minute: 2));
        total = (await Store.ReadStatisticsAsync(s_all)).Total;
        (total.UserLikes, total.UserDislikes).Should().Be((0, 0));
    }

    [Fact]
    public async Task Statistics_are_filtered_by_agent_environment_and_channel_and_exclude_debug()
    {
        await WriteAsync(
            Some.Opening("a"), Some.Turn(1, "a"),
            Some.Opening("b", agent: "weather") with { Channel = "voice", Environment = ConversationEnvironment.Sandbox }, Some.Turn(1, "b"), Some.Turn(2, "b"),
            Some.Opening("c") with { Environment = ConversationEnvironment.Debug }, Some.Turn(1, "c"), Some.Turn(2, "c"), Some.Turn(3, "c"), Some.Call(1, "c"));

        async Task<long> MessagesAsync(StatisticsQuery query) => (await Store.ReadStatisticsAsync(query)).Total.Messages;
        (await MessagesAsync(s_all)).Should().Be(3);
        (await MessagesAsync(s_all with { AgentId = "bookings" })).Should().Be(1);
        (await MessagesAsync(s_all with { AgentId = "weather", Channel = "voice" })).Should().Be(2);
        (await MessagesAsync(s_all with { Environment = ConversationEnvironment.Live })).Should().Be(1);
        (await MessagesAsync(s_all with { Environment = ConversationEnvironment.Debug })).Should().Be(3);
        (await MessagesAsync(s_all with { AgentId = "nobody" })).Should().Be(0);
        (await Store.ReadStatisticsAsync(s_all)).Functions.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, "2025-01-01", "2025-01-01", "2025-01-02")]
    [InlineData(345, "2025-01-01", "2025-01-02", "2025-01-02")]
    [InlineData(-570, "2024-12-31", "2025-01-01", "2025-01-01")]
    [InlineData(840, "2025-01-01", "2025-01-02", "2025-01-02")]
    public async Task Days_are_those_of_the_time_zone(int offsetMinutes, params string[] days)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromMinutes(offsetMinutes), "test", "test");
        await WriteAsync(Some.Opening(), Some.Turn(1, minute: -45), Some.Turn(2, minute: 8.25 * 60), Some.Turn(3, minute: 14 * 60));

        var statistics = await Store.ReadStatisticsAsync(s_all with { TimeZone = zone });

        statistics.Total.Messages.Should().Be(3);
        statistics.Days.SelectMany(static day => Enumerable.Repeat(day.Day.ToString("O", CultureInfo.InvariantCulture), (int)day.Statistics.Messages)).Should()
            .Equal(days);
        statistics.Days.Zip(statistics.Days.Skip(1)).Should().OnlyContain(static pair => pair.First.Day.AddDays(1) == pair.Second.Day, "no day is left out");
    }

    [Fact]
    public async Task The_period_is_widened_to_quarter_hours()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1, minute: 0), Some.Turn(2, minute: 14.99), Some.Turn(3, minute: 15), Some.Turn(4, minute: 30));

        async Task<long> MessagesAsync(double from, double to)
            => (await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(from), To = Some.At(to) })).Total.Messages;
        (await MessagesAsync(0, 15)).Should().Be(2);
        (await MessagesAsync(5, 10)).Should().Be(2);
        (await MessagesAsync(14.9, 15.1)).Should().Be(3);
        (await MessagesAsync(15, 30)).Should().Be(1);
        (await MessagesAsync(-30, 0)).Should().Be(0);
    }

    [Fact]
    public async Task An_empty_time_is_refused()
        => await Store.Invoking(static store => store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(0), To = Some.At(0) }).AsTask()).Should()
            .ThrowAsync<ArgumentException>();
}
