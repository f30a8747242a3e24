using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Tests.Storage.Statistics;

namespace ConvLog.Tests.Storage.InMemory;

/// <summary>The statistics of a store, without the known faults of Dify's statistics.</summary>
public class InMemoryConversationStoreStatisticsTests
{
    private static readonly DateTimeOffset s_june = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly InMemoryConversationStore _store = new();

    private static ConversationRecord Opening(string id, string? user = null, string agent = "a",
        ConversationEnvironment environment = ConversationEnvironment.Live) => new()
    {
        ConversationId = id,
        WriterId = Guid.NewGuid(),
        AgentId = agent,
        Environment = environment,
        UserId = user,
        OpenedAt = s_june,
    };

    private async Task<ConversationStatistics> Statistics(Func<StatisticsQuery, StatisticsQuery>? change = null)
    {
        var query = new StatisticsQuery { From = s_june, To = s_june.AddDays(2) };
        return await _store.ReadStatisticsAsync(change is null ? query : change(query));
    }

    private async Task Write(params StoreRecord[] records) => await _store.WriteAsync(records);

    private static TurnRecord Turn(string id, double hours = 1, string? turnId = null)
        => SomeTurn.At(s_june.AddHours(hours), id) with { Id = turnId ?? Guid.NewGuid().ToString("D") };

    private static FeedbackRecord Rating(string turnId, FeedbackSource source, FeedbackRating? rating, int minute = 0)
        => new() { ConversationId = "c", TurnId = turnId, Source = source, Rating = rating, CreatedAt = s_june.AddDays(9).AddMinutes(minute) };

    [Fact]
    public async Task Messages_conversations_and_users_are_counted_by_day_and_in_all()
    {
        await Write(
            Opening("c1", user: "ann"), Turn("c1", 1), Turn("c1", 2), Turn("c1", 25),
            Opening("c2", user: "ann"), Turn("c2", 3),
            Opening("c3", user: ""), Turn("c3", 3),
            Opening("c4"), Turn("c4", 3),
            Opening("c5", user: "bob"), SomeTurn.Call("f", s_june.AddHours(1)) with { ConversationId = "c5" });

        var statistics = await Statistics();

        statistics.Days.Select(static day => (day.Statistics.Messages, day.Statistics.Conversations, day.Statistics.Users)).Should()
            .Equal((5, 4, 1), (1, 1, 1));
        (statistics.Total.Messages, statistics.Total.Conversations, statistics.Total.Users).Should().Be((6, 4, 1));
        statistics.Total.MessagesPerConversation.Should().Be(1.5);
    }

    [Fact]
    public async Task A_user_who_is_known_from_a_later_opening_counts_for_the_whole_conversation()
    {
        await Write(Opening("c"), Turn("c"), Opening("c", user: "ann"), Opening("d", user: "ann"), Turn("d"));

        (await Statistics()).Total.Users.Should().Be(1);
    }

    [Fact]
    public async Task A_like_of_the_team_is_not_a_user_like_and_dislikes_count()
    {
        await Write(
            Opening("c"), Turn("c", turnId: "t1"), Turn("c", turnId: "t2"), Turn("c", turnId: "t3"), Turn("c", turnId: "t4"),
            Rating("t1", FeedbackSource.User, FeedbackRating.Like), Rating("t1", FeedbackSource.Team, FeedbackRating.Dislike),
            Rating("t2", FeedbackSource.Team, FeedbackRating.Like),
            Rating("t3", FeedbackSource.User, FeedbackRating.Dislike), Rating("t4", FeedbackSource.User, FeedbackRating.Dislike),
            Rating("no such turn", FeedbackSource.User, FeedbackRating.Like));

        var total = (await Statistics()).Total;

        (total.UserLikes, total.UserDislikes, total.TeamLikes, total.TeamDislikes).Should().Be((1, 2, 1, 1));
        total.Satisfaction.Should().BeApproximately(1 / 3.0, 1e-12);
        total.LikesPerThousandMessages.Should().Be(250);
    }

    [Fact]
    public async Task A_rating_counts_on_the_day_of_its_turn_and_one_that_is_revoked_counts_nothing()
    {
        await Write(
            Opening("c"), Turn("c", 1, "t1"), Turn("c", 30, "t2"), Turn("c", 30, "t3"),
            Rating("t1", FeedbackSource.User, FeedbackRating.Like), Rating("t1", FeedbackSource.User, null, minute: 1),
            Rating("t2", FeedbackSource.User, FeedbackRating.Like), Rating("t2", FeedbackSource.User, FeedbackRating.Dislike, minute: 1));

        var statistics = await Statistics();

        statistics.Days.Select(static day => (day.Statistics.UserLikes, day.Statistics.UserDislikes)).Should().Equal((0, 0), (0, 1));
        statistics.Days[0].Statistics.Satisfaction.Should().BeNull();
    }

    [Fact]
    public async Task Response_times_cover_all_environments_and_channels_and_omit_open_turns()
    {
        var open = Turn("c1");
        await Write(
            Opening("c1", environment: ConversationEnvironment.Sandbox), Turn("c1") with { UserInput = "hi", Latency = TimeSpan.FromTicks(10) }, open,
            Opening("c2", environment: ConversationEnvironment.PreRelease) with { Channel = "voice" },
                Turn("c2") with { UserInput = "hi", Latency = TimeSpan.FromTicks(30), ErrorType = "T" });

        var total = (await Statistics()).Total;

        (total.Messages, total.FailedMessages).Should().Be((3, 1));
        total.Latency.Should().Be(new DurationStatistics
        {
            Count = 2,
            Average = TimeSpan.FromTicks(20),
            P50 = TimeSpan.FromTicks(10),
            P95 = TimeSpan.FromTicks(30),
            P99 = TimeSpan.FromTicks(30),
        });

        await Write(open with { UserInput = "hi", Revision = 1, Latency = TimeSpan.FromTicks(20) });
        (await Statistics()).Total.Latency.Count.Should().Be(3);
    }

    [Fact]
    public async Task Debug_conversations_count_only_when_requested_by_name()
    {
        await Write(
            Opening("c1"), Turn("c1"),
            Opening("c2", user: "dev", environment: ConversationEnvironment.Debug), Turn("c2"), Turn("c2"),
                SomeTurn.Call("f", s_june) with { ConversationId = "c2" });

        var usual = await Statistics();
        (usual.Total.Messages, usual.Total.Conversations, usual.Total.Users, usual.Functions.Count).Should().Be((1, 1, 0, 0));

        var debug = await Statistics(static query => query with { Environment = ConversationEnvironment.Debug });
        (debug.Total.Messages, debug.Total.Conversations, debug.Total.Users, debug.Functions.Count).Should().Be((2, 1, 1, 1));
    }

    [Fact]
    public async Task Agent_environment_and_channel_are_filters()
    {
        await Write(
            Opening("c1", agent: "a") with { Channel = "web" }, Turn("c1"),
            Opening("c2", agent: "a", environment: ConversationEnvironment.Sandbox) with { Channel = "voice" }, Turn("c2"), Turn("c2"),
            Opening("c3", agent: "b"), Turn("c3"), Turn("c3"), Turn("c3"), Turn("c3"));

        (await Statistics(static query => query with { AgentId = "a" })).Total.Messages.Should().Be(3);
        (await Statistics(static query => query with { AgentId = "A" })).Total.Messages.Should().Be(0);
        (await Statistics(static query => query with { Channel = "voice" })).Total.Messages.Should().Be(2);
        (await Statistics(static query => query with { Environment = ConversationEnvironment.Live })).Total.Messages.Should().Be(5);
    }

    [Fact]
    public async Task A_turn_counts_from_the_first_moment_on_and_not_at_the_last()
    {
        await Write(
            Opening("c"),
            SomeTurn.At(s_june.AddTicks(-1)), SomeTurn.At(s_june), SomeTurn.At(s_june.AddDays(2).AddTicks(-1)), SomeTurn.At(s_june.AddDays(2)),
            SomeTurn.Call("before", s_june.AddTicks(-1)), SomeTurn.Call("first", s_june),
            SomeTurn.Call("last", s_june.AddDays(2).AddTicks(-1)), SomeTurn.Call("after", s_june.AddDays(2)));

        var statistics = await Statistics();

        statistics.Days.Select(static day => day.Statistics.Messages).Should().Equal(1, 1);
        statistics.Functions.Select(static f => f.Name).Should().Equal("first", "last");
    }

    [Fact]
    public async Task Functions_are_counted_with_their_failures_and_durations()
    {
        await Write(
            Opening("c"),
            SomeTurn.Call("save", s_june, FunctionOutcome.Failed, TimeSpan.FromTicks(20)),
            SomeTurn.Call("save", s_june, FunctionOutcome.Completed, TimeSpan.FromTicks(40)),
            SomeTurn.Call("save", s_june, FunctionOutcome.Abandoned),
            SomeTurn.Call("save", s_june, outcome: null),
            SomeTurn.Call("find", s_june, FunctionOutcome.Completed, TimeSpan.Zero));

        (await Statistics()).Functions.Should().Equal(
            new FunctionStatistics
            {
                Name = "save",
                Calls = 4,
                Failed = 1,
                Duration = new DurationStatistics
                {
                    Count = 2,
                    Average = TimeSpan.FromTicks(30),
                    P50 = TimeSpan.FromTicks(20),
                    P95 = TimeSpan.FromTicks(40),
                    P99 = TimeSpan.FromTicks(40),
                },
            },
            new FunctionStatistics
            {
                Name = "find",
                Calls = 1,
                Failed = 0,
                Duration = new DurationStatistics { Count = 1, Average = TimeSpan.Zero, P50 = TimeSpan.Zero, P95 = TimeSpan.Zero, P99 = TimeSpan.Zero },
            });
    }

    [Fact]
    public async Task A_period_without_activity_has_no_ratios()
    {
        var statistics = await Statistics();

        statistics.Days.Should().HaveCount(2);
        statistics.Functions.Should().BeEmpty();
        statistics.Total.Should().BeEquivalentTo(new PeriodStatistics());
        (statistics.Total.MessagesPerConversation, statistics.Total.Satisfaction, statistics.Total.LikesPerThousandMessages, statistics.Total.TokensPerSecond)
            .Should().Be(((double?)null, (double?)null, (double?)null, (double?)null));
    }
}
