using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>The histogram of conversation start times above the list.</summary>
public sealed class StartHistogramTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_conversation_is_in_one_bar_and_bars_are_contiguous()
    {
        var shown = Of(new ConversationQuery { From = s_now.AddDays(-7) }, [.. Enumerable.Range(0, 160).Select(static hour => s_now.AddHours(-hour))])!;

        shown.Bars.Sum(static bar => bar.Conversations).Should().Be(160);
        shown.Bars.Sum(static bar => bar.WithProblem).Should().Be(40);
        shown.Bars.Zip(shown.Bars.Skip(1)).Should().OnlyContain(static pair => pair.First.To == pair.Second.From);
        (shown.Bars[0].From, shown.Length, shown.Earlier).Should().Be((s_now.AddDays(-7), TimeSpan.FromHours(6), 0));
        shown.Bars.Count.Should().BeInRange(28, 31);
    }

    [Fact]
    public void The_filtered_period_is_shown_in_full_and_earlier_conversations_are_counted_separately()
    {
        var shown = Of(new ConversationQuery { From = s_now.AddDays(-30), To = s_now.AddDays(-1) }, [s_now.AddDays(-31), s_now.AddDays(-2)])!;

        (shown.Bars[0].From, shown.Bars[^1].To, shown.Earlier).Should().Be((s_now.AddDays(-30), s_now.AddDays(-1), 1));
        shown.Bars.Sum(static bar => bar.Conversations).Should().Be(1);
    }

    [Fact]
    public void An_incomplete_count_has_no_bars_for_older_times()
    {
        var shown = Of(new ConversationQuery { From = s_now.AddDays(-90) }, [s_now.AddHours(-2), s_now.AddHours(-1)], isComplete: false)!;

        shown.Bars[0].From.Should().BeAfter(s_now.AddHours(-3));
        shown.IsComplete.Should().BeFalse();
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-24T22:00:00Z", 25)]
    [InlineData("Europe/Berlin", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Asia/Kathmandu", "2026-11-18T18:15:00Z", 24)]
    [InlineData("America/Santiago", "2026-09-06T04:00:00Z", 23)]
    public void Days_follow_the_time_zone_of_the_viewer_across_clock_changes(string zone, string midnight, int hours)
    {
        var begun = DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture);
        var shown = StartHistogram.Of(Counted([begun.AddDays(-5), begun, begun.AddHours(hours).AddSeconds(-1), begun.AddHours(hours)]), new ConversationQuery(),
            begun.AddDays(20), TimeZoneInfo.FindSystemTimeZoneById(zone))!;

        shown.Bars.Should().ContainSingle(bar => bar.From == begun).Which.Should()
            .Match<StartBar>(bar => bar.To == begun.AddHours(hours) && bar.Conversations == 2);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    [InlineData("1970-01-01T00:00:00Z", "2026-11-20T12:00:01Z")]
    public void Extreme_filter_times_do_not_widen_the_histogram(string from, string to)
    {
        var query = new ConversationQuery
        {
            StartedFrom = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            To = DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
        };

        var shown = Of(query, [s_now.AddDays(-3), s_now.AddMinutes(-1)])!;

        shown.Bars.Sum(static bar => bar.Conversations).Should().Be(2);
        shown.Bars[0].From.Should().BeAfter(s_now.AddDays(-4));
        shown.Bars[^1].To.Should().BeBefore(s_now.AddDays(1));
    }

    [Fact]
    public void Without_conversations_or_with_invalid_clock_times_there_is_no_histogram()
    {
        Of(new ConversationQuery(), []).Should().BeNull();
        Of(new ConversationQuery(), [DateTimeOffset.MinValue, s_now]).Should().BeNull();
        Of(new ConversationQuery { To = s_now.AddDays(-3) }, [s_now]).Should().BeNull();
    }

    private static StartHistogram? Of(ConversationQuery query, DateTimeOffset[] starts, bool isComplete = true)
        => StartHistogram.Of(Counted(starts, isComplete), query, s_now.AddSeconds(1), TimeZoneInfo.Utc);

    private static ConversationFacets Counted(DateTimeOffset[] starts, bool isComplete = true) => new()
    {
        Counted = starts.Length,
        IsComplete = isComplete,
        Starts = [.. starts.Select(static (start, i) => new FacetStart { StartedAt = start, HasProblem = i % 4 == 0 })],
    };
}
