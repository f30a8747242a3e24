using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class StatisticsReadingTests : IDisposable
{
    private static readonly TimeZoneInfo s_kathmandu = TimeZoneInfo.CreateCustomTimeZone("Kathmandu", new TimeSpan(5, 45, 0), "Kathmandu", "Kathmandu");

    private readonly StatisticsFile _file = new();

    [Fact]
    public async Task Days_follow_the_time_zone_and_days_without_turns_are_included()
    {
        var midnight = new DateTimeOffset(2025, 3, 5, 0, 0, 0, s_kathmandu.BaseUtcOffset);
        await _file.WriteAsync(
            Some.Opening("a", user: "anna"),
            Some.Turn("a", midnight.AddTicks(-1).ToUniversalTime(), "t1"),
            Some.Turn("a", midnight.ToUniversalTime(), "t2"),
            Some.Turn("a", midnight.AddDays(2).ToUniversalTime(), "t3"));

        var answer = await _file.ReadAsync(new StatisticsQuery { From = midnight.AddDays(-1), To = midnight.AddDays(3), TimeZone = s_kathmandu });

        answer.Days.Select(static day => (day.Day.Day, day.Statistics.Messages, day.Statistics.Conversations, day.Statistics.Users))
            .Should().Equal((4, 1, 1, 1), (5, 1, 1, 1), (6, 0, 0, 0), (7, 1, 1, 1));
        (answer.Total.Messages, answer.Total.Conversations, answer.Total.Users).Should().Be((3, 1, 1));
    }

    [Fact]
    public async Task Distinct_values_are_counted_once_per_day_and_once_in_total()
    {
        await _file.WriteAsync(
            Some.Opening("a", user: "anna"), Some.Opening("b", user: "anna"), Some.Opening("c"), Some.Opening("d", agent: "support", user: "anna"),
            Some.Turn("a", Some.Noon), Some.Turn("a", Some.Noon.AddHours(1), "t2"), Some.Turn("a", Some.Noon.AddDays(1), "t3"),
            Some.Turn("b", Some.Noon), Some.Turn("c", Some.Noon), Some.Turn("d", Some.Noon));

        var answer = await _file.ReadAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddDays(2) });

        answer.Days.Select(static day => (day.Statistics.Conversations, day.Statistics.Users)).Should().Equal((4, 1), (1, 1), (0, 0));
        (answer.Total.Conversations, answer.Total.Users).Should().Be((4, 1));
    }

    [Fact]
    public async Task Debug_conversations_count_only_on_request()
    {
        await _file.WriteAsync(
            Some.Opening("a"), Some.Turn("a", Some.Noon),
            Some.Opening("d", environment: ConversationEnvironment.Debug), Some.Turn("d", Some.Noon), Some.Turn("d", Some.Noon, "t2"),
                Some.Call("d", Some.Noon));
        var query = new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) };

        var all = await _file.ReadAsync(query);
        var debug = await _file.ReadAsync(query with { Environment = ConversationEnvironment.Debug });

        (all.Total.Messages, all.Functions.Count).Should().Be((1, 0));
        (debug.Total.Messages, debug.Functions.Count).Should().Be((2, 1));
    }

    [Fact]
    public async Task Statistics_can_be_filtered_by_agent_and_channel()
    {
        await _file.WriteAsync(
            Some.Opening("a"), Some.Turn("a", Some.Noon),
            Some.Opening("b", channel: "voice"), Some.Turn("b", Some.Noon),
            Some.Opening("c", agent: "support", channel: null), Some.Turn("c", Some.Noon));
        var query = new StatisticsQuery { From = Some.Noon, To = Some.Noon.AddHours(1) };

        (await _file.ReadAsync(query)).Total.Messages.Should().Be(3);
        (await _file.ReadAsync(query with { AgentId = "bookings" })).Total.Messages.Should().Be(2);
        (await _file.ReadAsync(query with { AgentId = "bookings", Channel = "voice" })).Total.Messages.Should().Be(1);
        (await _file.ReadAsync(query with { AgentId = "nobody" })).Total.Messages.Should().Be(0);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 23)]
    [InlineData(0, 24)]
    [InlineData(13, 71)]
    [InlineData(20, 26)]
    [InlineData(5, 100)]
    public async Task Calls_of_a_period_include_its_whole_days_and_its_partial_ends(int fromHour, int toHour)
    {
        var midnight = Some.Noon.AddHours(-12);
        var everyHour = Enumerable.Range(0, 120)
            .Select(hour => Some.Call("a", midnight.AddHours(hour).AddMinutes(59), hour % 2 == 0 ? "even" : "odd", $"c{hour}"));
        await _file.WriteAsync([Some.Opening("a"), .. everyHour]);

        var answer = await _file.ReadAsync(new StatisticsQuery { From = midnight.AddHours(fromHour), To = midnight.AddHours(toHour) });

        answer.Functions.Sum(static function => function.Calls).Should().Be(toHour - fromHour);
    }

    [Fact]
    public async Task An_empty_period_of_statistics_is_rejected()
    {
        var reading = async () => await _file.Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.Noon, To = Some.Noon });

        await reading.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public void Only_the_requested_days_are_read()
        => _file.PlanOf(CountedDays.Find).Should().ContainSingle().Which.Should().StartWith("SEARCH")
            .And.EndWith("counted_day_part (kind=? AND day>? AND day<?)");

    [Theory]
    [InlineData(PeriodConversations.OfSpan, "conversation_span (listed=? AND span=? AND created>? AND created<?)")]
    [InlineData(CountedTurn.OfConversation, "turn_id (conversation=?)")]
    [InlineData(StatisticsRows.Calls, "call_conversation (conversation=?)")]
    [InlineData(StatisticsRows.Ratings, "feedback_key (conversation=?)")]
    [InlineData(StatisticsRows.TurnsWithCalls, "model_call_id (conversation=?)", "INTEGER PRIMARY KEY (rowid=?)")]
    [InlineData(ModelCallReading.Calls, "model_call_started (started>? AND started<?)")]
    public void Uncounted_days_are_read_by_indexes(string sql, params string[] indexes)
    {
        var steps = _file.PlanOf(sql);

        steps.Should().HaveSameCount(indexes).And.OnlyContain(static step => step.StartsWith("SEARCH", StringComparison.Ordinal));
        steps.Zip(indexes).Should().OnlyContain(static step => step.First.EndsWith(step.Second, StringComparison.Ordinal));
    }

    public void Dispose() => _file.Dispose();
}
