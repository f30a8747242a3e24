using System.Net;
using System.Text.RegularExpressions;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages.Privacy;

public sealed partial class AccessListingTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Log = "/convlog/privacy/access";

    [Fact]
    public async Task The_access_log_shows_who_read_what_when_and_how()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("conv-42") { UserId = "maria.keller@example.com" });
        await site.RevealAsync("/convlog/conversations/conv-42");
        await site.GetWithKeyAsync("/convlog/conversations/conv-42");

        string page = (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body;

        page.Should().ContainAll("<bdi>Permitted</bdi>", "Viewed conversation",
            "href=\"/convlog/conversations/conv-42\"").And.NotContain("<bdi>Reader</bdi>").And.NotContain("maria.keller");
    }

    [Fact]
    public async Task Older_reads_are_on_linked_pages_and_none_is_shown_twice()
    {
        await using var site = await ReadAsync(130);

        string first = (await site.GetWithKeyAsync(Log, Site.PiiKey)).Body;
        string second = (await site.GetWithKeyAsync(Older().Match(first).Groups["path"].Value, Site.PiiKey)).Body;

        first.Should().Contain("100 records").And.NotContain("Newest</a>");
        second.Should().Contain("30 records").And.Contain("Newest</a>").And.NotContain("rel=\"next\"");
        Shown(first).Concat(Shown(second)).Should().OnlyHaveUniqueItems().And.HaveCount(130);
        (await site.GetWithKeyAsync("/convlog/privacy", Site.PiiKey)).Body.Should().Contain("Show all").And.Contain($"href=\"{Log}\"");
    }

    [Fact]
    public async Task The_access_log_is_filtered_by_conversation()
    {
        await using var site = await ReadAsync(3);

        string page = (await site.GetWithKeyAsync($"{Log}?conversation=conv-1", Site.PiiKey)).Body;

        Shown(page).Should().Equal("conv-1");
        page.Should().Contain("value=\"conv-1\"").And.Contain("1 record<");
        (await site.GetWithKeyAsync($"{Log}?conversation=none", Site.PiiKey)).Body.Should()
            .Contain("No access to personal data that matches these filters is on record.");
    }

    [Fact]
    public async Task The_access_log_is_filtered_by_reader_and_time_in_the_zone_of_the_viewer()
    {
        await using var site = await Site.WithKeysAsync();
        var at = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        await site.Services.GetRequiredService<IConversationStore>().WriteAccessAsync(
        [
            .. Enumerable.Range(0, 130).Select(i => new AccessRecord
                { At = at.AddSeconds(i), Reader = i % 2 == 0 ? "Ada" : "Ben", Kind = AccessKind.Conversation, ConversationId = $"conv-{i}" }),
        ]);

        (await BodyAsync("reader=Ben")).Should().Contain("65 records").And.NotContain("<bdi>Ada</bdi>").And.Contain("value=\"Ben\"").And.Contain(":02:09<");
        (await BodyAsync("from=2026-03-01T09:01&to=2026-03-01T09:02:00Z")).Should().Contain("60 records");
        (await BodyAsync("reader=Ada&to=2026-03-01T09:00")).Should().Contain("No access to personal data that matches these filters");
        string first = await BodyAsync("from=2026-03-01T09:00:10.5Z");
        string second = (await site.GetWithKeyAsync(WebUtility.HtmlDecode(Older().Match(first).Groups["path"].Value), Site.PiiKey)).Body;
        Shown(first).Concat(Shown(second)).Should().OnlyHaveUniqueItems().And.HaveCount(119);
        (await site.GetWithKeyAsync($"{Log}?from=soon", Site.PiiKey)).Status.Should().Be(HttpStatusCode.BadRequest);

        async Task<string> BodyAsync(string query) => (await site.GetWithKeyAsync($"{Log}?{query}", Site.PiiKey)).Body;
    }

    [Fact]
    public async Task Readers_who_share_a_name_are_shown_with_their_subject_and_others_have_it_as_a_tooltip()
    {
        await using var site = await Site.WithKeysAsync();
        var read = new AccessRecord { At = site.Clock.GetUtcNow(), Reader = "Ada", Kind = AccessKind.Users };
        await site.Services.GetRequiredService<IConversationStore>().WriteAccessAsync(
            [read with { Subject = "s-1" }, read with { Subject = "s-2<b>" }, read with { Reader = "Ben", Subject = "s-3" },
                read with { Reader = "Key", Subject = "Key" }, read with { Reader = "Old" }]);

        string page = (await site.GetWithKeyAsync(Log, Site.PiiKey)).Body;

        page.Should().ContainAll("title=\"s-1\"", "<small><bdi>s-1</bdi></small>", "<small><bdi>s-2&lt;b&gt;</bdi></small>", "title=\"s-3\"");
        page.Should().NotContain("<bdi>s-3</bdi>").And.NotContain("title=\"Key\"");
    }

    [Fact]
    public async Task A_read_of_the_user_list_names_each_user_by_linked_pseudonym()
    {
        await using var site = await Site.WithKeysAsync();
        await site.PlayAsync(new ConversationInfo("one") { AgentId = "bookings", UserId = "jane" });
        await site.PlayAsync(new ConversationInfo("two") { AgentId = "bookings", UserId = "joe" });
        await site.GetWithKeyAsync("/convlog/v1/users", Site.PiiKey);
        await site.GetWithKeyAsync("/convlog/v1/users", Site.ReaderKey);

        var log = (await site.GetWithKeyAsync("/convlog/v1/access-log", Site.PiiKey)).Json.GetProperty("accesses").EnumerateArray().ToList();
        string page = (await site.GetWithKeyAsync(Log, Site.PiiKey)).Body;

        string[] shown = [.. log.Select(static access => access.GetProperty("user_pseudonym").GetString()!)];
        log.Should().HaveCount(2, "who reads pseudonyms reads no personal data");
        shown.Should().OnlyHaveUniqueItems().And.OnlyContain(static name => name.StartsWith("user-", StringComparison.Ordinal));
        page.Should().ContainAll(shown.Select(static name => $"href=\"/convlog/users/{name}\"")).And.NotContain("jane").And.NotContain("joe");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    [InlineData("<script>")]
    public async Task An_invalid_position_is_refused(string before)
    {
        var site = await sites.GetAsync(static () => ReadAsync(1));

        var answer = await site.GetWithKeyAsync($"{Log}?before={Uri.EscapeDataString(before)}", Site.PiiKey);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Body.Should().Contain("it must be one integer").And.NotContain("<script>");
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("0")]
    [InlineData("-9223372036854775808")]
    public async Task An_extreme_position_is_accepted(string before)
    {
        var site = await sites.GetAsync(static () => ReadAsync(1));

        (await site.GetWithKeyAsync($"{Log}?before={before}", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);
    }

    private static IEnumerable<string> Shown(string page) => Conversation().Matches(page).Select(static match => match.Groups["id"].Value);

    private static async Task<Site> ReadAsync(int times)
    {
        var site = await Site.WithKeysAsync();
        for (int i = 0; i < times; i++)
        {
            await site.PlayAsync(new ConversationInfo($"conv-{i}") { UserId = "someone" });
            await site.RevealAsync($"/convlog/conversations/conv-{i}");
        }

        return site;
    }

    [GeneratedRegex("href=\"(?<path>[^\"]*)\" rel=\"next\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Older();

    [GeneratedRegex("href=\"/convlog/conversations/(?<id>conv-[0-9]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Conversation();
}
