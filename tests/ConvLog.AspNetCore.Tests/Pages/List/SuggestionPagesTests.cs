using System.Text.RegularExpressions;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>The filters that a typed word can mean, with the number of conversations that the list has with each.</summary>
public sealed partial class SuggestionPagesTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Path = "/convlog/suggestions";

    [Theory]
    [InlineData("turns:>=2")]
    [InlineData("turns:1..1")]
    [InlineData("-agent:bookings")]
    [InlineData("status:409")]
    [InlineData("4xx")]
    [InlineData("is:problem")]
    [InlineData("function:save")]
    [InlineData("started:today")]
    [InlineData("duration:>99999")]
    public async Task The_count_of_a_filter_is_that_of_the_list_with_it(string typed)
    {
        var site = await sites.GetAsync(PlayedAsync);
        foreach (string set in (string[])["", "&channel=voice", "&period=7d", "&environment=live"])
        {
            string list = await ListedAsync(site, $"find={Uri.EscapeDataString(typed)}{set}");

            var suggestions = await SuggestedAsync(site, $"typed={Uri.EscapeDataString(typed)}&find={set}");

            // The list has no line of pages if it is empty, and a filter of a name without conversations is not suggested.
            string listed = Pager().Match(list) is { Success: true } pager ? pager.Groups["total"].Value : "0";
            (suggestions.Length == 0 ? "0" : suggestions[0].Count).Should().Be(listed, $"of {typed}{set}");
        }
    }

    [Fact]
    public async Task The_rest_of_the_box_is_part_of_the_list()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await SuggestedAsync(site, "typed=turns:1&find=channel:voice"))[0].Count.Should().Be("2");
        (await SuggestedAsync(site, "typed=turns:1&find=-channel:voice"))[0].Count.Should().Be("1");
        (await SuggestedAsync(site, "typed=turns:1&find=parcel"))[0].Should().Be(("turns:1", ""), "a text is searched for only once the form is sent");
    }

    [Fact]
    public async Task A_number_is_read_as_a_status_turns_and_seconds_and_then_as_text()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await SuggestedAsync(site, "typed=409&find=")).Should().Equal(("status:409", "1"), ("turns:>=409", "0"), ("duration:>409", "0"), ("409", ""));
        (await SuggestedAsync(site, "typed=1&find=")).Should().Equal(("turns:>=1", "4"), ("duration:>1", "0"), ("1", ""));
    }

    [Theory]
    [InlineData("cost:>")]
    [InlineData("turns:2.")]
    [InlineData("outcome:hopef")]
    [InlineData("agent:booki")]
    [InlineData("parcel")]
    [InlineData("x:y:\"z")]
    [InlineData("")]
    public async Task Unfinished_filters_and_ordinary_words_are_not_suggested(string typed)
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await SuggestedAsync(site, $"typed={Uri.EscapeDataString(typed)}&find=")).Should().BeEmpty();
        (await SuggestedAsync(site, "find=turns:1")).Should().BeEmpty();
        (await SuggestedAsync(site, $"typed=turns:{new string('1', 400)}")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_unreadable_filter_that_is_already_set_does_not_matter_and_an_unknown_one_is_ignored()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await SuggestedAsync(site, "typed=turns:1&find=&min_cost=much&color=red"))[0].Should().Be(("turns:1", "3"));
    }

    [Fact]
    public async Task A_reader_of_one_agent_gets_the_counts_of_that_agent()
    {
        const string narrow = "narrow-key-0123456789";
        await using var site = await Site.WithKeysAsync(static options
            => options.ApiKeys.Add(narrow, "Narrow", ConvLogPermissions.Read, new ConversationScope { AgentIds = ["bookings"] }));
        await PlayAsync(site);

        (await SuggestedAsync(site, "typed=turns:1&find=", narrow))[0].Count.Should().Be("2");
    }

    private static async Task<(string Text, string Count)[]> SuggestedAsync(Site site, string query, string key = Site.ReaderKey)
        => [.. (await site.GetWithKeyAsync($"{Path}?{query}", key)).Json.EnumerateArray()
            .Select(static one => (one.GetProperty("text").GetString()!, one.GetProperty("count").GetString()!))];

    private static async Task<string> ListedAsync(Site site, string query)
    {
        var redirect = await site.GetWithKeyAsync($"/convlog?{query}");
        return (await site.GetWithKeyAsync(redirect.Header("Location")!)).Body;
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await PlayAsync(site);
        return site;
    }

    private static async Task PlayAsync(Site site)
    {
        foreach (var (id, agent, channel) in new[] { ("a", "bookings", "voice"), ("b", "bookings", "webchat"), ("c", "orders", "voice") })
        {
            await site.PlayAsync(new ConversationInfo(id) { AgentId = agent, Channel = channel });
        }

        for (int turn = 0; turn < 2; turn++)
        {
            await site.PlayAsync(new ConversationInfo("d") { AgentId = "orders", Channel = "webchat" }, static conv =>
            {
                using var call = conv.BeginFunction("save_guest");
                conv.LogApiResponse("POST", "https://crm.example/contacts", 409, TimeSpan.FromMilliseconds(12), "taken");
            });
        }
    }

    [GeneratedRegex("of (?<total>[0-9,]+) conversations?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pager();
}
