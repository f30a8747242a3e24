using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

public class StatisticsReportTests
{
    private static readonly DateTimeOffset s_june = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly StatisticsReport _report = new(new StatisticsQuery { From = s_june, To = s_june.AddDays(2) });

    private static StatisticsCell Cell(TimeSpan latency, long outputTokens, decimal cost, string currency = "USD")
    {
        var cell = new StatisticsCell();
        cell.Count(SomeTurn.With(new ModelUsage("m", 100, outputTokens, cost, currency), latency), FeedbackRating.Like, team: null);
        return cell;
    }

    private static FunctionCell Calls(int calls, int failed = 0)
    {
        var cell = new FunctionCell();
        for (int i = 0; i < calls; i++)
        {
            cell.Count(SomeTurn.Call("f", outcome: i < failed ? FunctionOutcome.Failed : FunctionOutcome.Completed, duration: TimeSpan.FromTicks(40)));
        }

        return cell;
    }

    [Fact]
    public void Cells_and_their_bytes_add_up_by_day_and_in_all()
    {
        _report.Add(_report.EndQuarter - 1, Cell(TimeSpan.FromTicks(30), 3, 0.5m).ToBytes());
        _report.Add(_report.FirstQuarter, Cell(TimeSpan.FromTicks(10), 1, 0.25m));
        _report.Add(_report.FirstQuarter + 1, Cell(TimeSpan.FromTicks(20), 2, 7m, "EUR").ToBytes());

        var statistics = _report.ToStatistics();

        statistics.Days.Select(static day => (day.Statistics.Messages, day.Statistics.OutputTokens)).Should().Equal((2, 3), (1, 3));
        statistics.Days[0].Statistics.Cost.Should().BeEquivalentTo(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USD"] = 0.25m, ["EUR"] = 7m });
        statistics.Total.Should().BeEquivalentTo(new PeriodStatistics
        {
            Messages = 3,
            InputTokens = 300,
            OutputTokens = 6,
            TotalTokens = 306,
            UserLikes = 3,
            Cost = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USD"] = 0.75m, ["EUR"] = 7m },
            Latency = new DurationStatistics
            {
                Count = 3,
                Average = TimeSpan.FromTicks(20),
                P50 = TimeSpan.FromTicks(20),
                P95 = TimeSpan.FromTicks(30),
                P99 = TimeSpan.FromTicks(30),
            },
            TokensPerSecond = 1_000_000,
        });
    }

    [Fact]
    public void Conversations_and_users_count_once_a_day_and_once_in_all()
    {
        _report.AddActive(_report.FirstQuarter, conversationKey: 1, userKey: 7);
        _report.AddActive(_report.FirstQuarter, conversationKey: 1, userKey: 7);
        _report.AddActive(_report.FirstQuarter + 5, conversationKey: 2, userKey: 7);
        _report.AddActive(_report.FirstQuarter + 5, conversationKey: 3, userKey: null);
        _report.AddActive(_report.EndQuarter - 1, conversationKey: 1, userKey: 7);

        var statistics = _report.ToStatistics();

        statistics.Days.Select(static day => (day.Statistics.Conversations, day.Statistics.Users)).Should().Equal((3, 1), (1, 1));
        (statistics.Total.Conversations, statistics.Total.Users).Should().Be((3, 1));
    }

    [Fact]
    public void Functions_are_listed_most_called_first_then_by_the_bytes_of_their_names()
    {
        _report.AddFunction("rare", Calls(1));
        _report.AddFunction("\uE000", Calls(2));
        _report.AddFunction("😀", Calls(2));
        _report.AddFunction("busy", Calls(2, failed: 1).ToBytes());
        _report.AddFunction("busy", Calls(2));
        _report.AddFunction("gone", new FunctionCell());

        var functions = _report.ToStatistics().Functions;

        functions.Select(static f => f.Name).Should().Equal("busy", "\uE000", "😀", "rare");
        var each = TimeSpan.FromTicks(40);
        functions[0].Should().Be(new FunctionStatistics
        {
            Name = "busy",
            Calls = 4,
            Failed = 1,
            Duration = new DurationStatistics { Count = 4, Average = each, P50 = each, P95 = each, P99 = each },
        });
        functions[0].ErrorRate.Should().Be(0.25);
    }

    [Fact]
    public void It_can_be_read_again_after_more_was_added()
    {
        _report.Add(_report.FirstQuarter, Cell(TimeSpan.FromTicks(10), 1, 1m));
        _report.ToStatistics().Total.Messages.Should().Be(1);

        _report.Add(_report.FirstQuarter, Cell(TimeSpan.FromTicks(10), 1, 1m));

        _report.ToStatistics().Total.Messages.Should().Be(2);
    }

    [Fact]
    public void A_sum_beyond_the_range_of_long_is_the_maximum()
    {
        _report.Add(_report.FirstQuarter, Cell(TimeSpan.FromSeconds(1), long.MaxValue, 1m));
        _report.Add(_report.FirstQuarter, Cell(TimeSpan.FromSeconds(1), long.MaxValue, 1m));

        var total = _report.ToStatistics().Total;

        total.OutputTokens.Should().Be(long.MaxValue);
        total.TokensPerSecond.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Answers_without_duration_have_no_tokens_per_second()
    {
        _report.Add(_report.FirstQuarter, Cell(TimeSpan.Zero, 10, 1m));

        _report.ToStatistics().Total.TokensPerSecond.Should().BeNull();
    }
}
