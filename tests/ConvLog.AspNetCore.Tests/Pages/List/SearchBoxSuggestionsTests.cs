using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Pages.List;

public sealed class SearchBoxSuggestionsTests
{
    private static readonly ConversationFacets s_counted = new()
    {
        Counted = 9,
        IsComplete = true,
        Disliked = 3,
        Channels = [new() { Value = "voice", Conversations = 7 }],
        Functions = [new() { Value = "save_guest", Conversations = 4 }],
        Labels = [new() { Value = "follow up", Conversations = 2 }, new() { Value = "a \"b\"", Conversations = 1 }],
    };

    [Fact]
    public void Words_and_known_values_are_suggested_with_their_counts()
    {
        var all = Suggested(s_counted).ToDictionary(static known => known.Text, static known => known.Conversations, StringComparer.Ordinal);

        all.Should().Contain(
            [
                new("channel:", null), new("channel:voice", 7), new("label:\"follow up\"", 2), new("is:disliked", 3), new("is:liked", 0),
                new("agent:\"table bookings\"", null), new("function:save_guest", null), new("outcome:abandoned", null),
                new("problem:api", 0), new("status:4xx", null),
            ]);
        all.Keys.Should().NotContain(static text => text.Contains("a \"b", StringComparison.Ordinal), "it cannot be typed");
        all.Keys.Where(static text => !text.EndsWith(':'))
            .Should().OnlyContain(static text => SearchBoxQuery.Read(text, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch).Filters.Count == 1);
    }

    [Fact]
    public void Incomplete_counts_are_left_out()
        => Suggested(s_counted with { IsComplete = false }).Should().OnlyContain(static known => known.Conversations == null);

    [Fact]
    public void Without_facets_only_words_and_fixed_values_are_suggested()
        => Suggested(null).Select(static known => known.Text).Should().Contain(["channel:", "level:error", "assigned:me"]).And.NotContain("channel:voice");

    private static IEnumerable<SearchBoxSuggestion> Suggested(ConversationFacets? facets)
        => SearchBoxFilters.Groups.SelectMany(group => SearchBoxSuggestions.Of(group, facets, ["table bookings"]));
}
