using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Tests.Pages.List;

public sealed class TypedReadingsTests
{
    [Theory]
    [InlineData("cost:>0.01", "cost:>0.01")]
    [InlineData("-status:409", "-status:409")]
    [InlineData("4xx", "status:4xx")]
    [InlineData("-4xx", "-status:4xx")]
    [InlineData("409", "status:409 turns:>=409 duration:>409")]
    [InlineData("4", "turns:>=4 duration:>4")]
    [InlineData("is:problem", "is:problem")]
    [InlineData("label:\"follow up\"", "label:\"follow up\"")]
    [InlineData("parcel", "")]
    [InlineData("color:red", "")]
    [InlineData("\"status:409\"", "")]
    [InlineData("cost:", "")]
    public void A_word_is_read_as_the_filters_that_it_can_mean(string typed, string expected)
        => string.Join(' ', TypedReadings.Of(typed).Select(static reading => reading.Text)).Should().Be(expected);

    [Theory]
    [InlineData("40", "40")]
    [InlineData("cost:>0.01", "\"cost:>0.01\"")]
    [InlineData("-status:409", null)]
    [InlineData("label:\"follow up\"", null)]
    public void A_filter_can_also_be_searched_for_as_text(string typed, string? expected)
    {
        TypedReadings.AsText(typed)?.Text.Should().Be(expected);
        (TypedReadings.AsText(typed) is null).Should().Be(expected is null);
        if (expected is not null)
        {
            var read = SearchBoxQuery.Read(expected, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch);
            (read.Text, read.Filters.Count).Should().Be((typed, 0));
        }
    }
}
