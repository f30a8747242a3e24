using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Tests.Storage.Statistics;

public sealed class ErrorMessageReportTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly StatisticsQuery s_days = new() { From = s_noon.AddDays(-9), To = s_noon };

    [Fact]
    public void Counted_days_and_conversations_add_up()
    {
        var report = new ErrorMessageReport(s_days, most: 10);

        report.TryAdd(s_noon, errors: 1).Should().BeTrue();
        report.Add("failed", s_noon);
        report.TryAdd([Day(1), Day(1)]).Should().BeTrue();

        report.ToMessages().Should().BeEquivalentTo(new ErrorMessages
        {
            Messages = [new ErrorMessage { Content = "failed", Count = 3, Conversations = 3, LastAt = s_noon }],
        });
    }

    [Fact]
    public void A_counted_day_that_exceeds_the_limit_is_offered_by_conversation()
    {
        var report = new ErrorMessageReport(s_days, most: 10);

        report.TryAdd([Day(ErrorMessageReport.MostErrors - 1)]).Should().BeTrue();
        report.TryAdd([Day(2)]).Should().BeFalse();
        report.TryAdd(s_noon.AddDays(-2), errors: 1).Should().BeTrue();
        report.TryAdd([]).Should().BeTrue("a day without errors exceeds nothing");
        report.TryAdd(s_noon.AddDays(-2), errors: 1).Should().BeFalse();
        report.TryAdd([]).Should().BeFalse();

        report.ToMessages().Since.Should().Be(s_noon.AddDays(-2));
    }

    private static CountedErrors Day(int errors)
    {
        var day = new CountedErrors();
        day.Add(s_noon.AddDays(-1), errors);
        day.Add("failed", s_noon.AddDays(-1));
        return day;
    }
}
