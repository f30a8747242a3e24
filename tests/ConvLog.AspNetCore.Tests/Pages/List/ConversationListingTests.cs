using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages.List;

/// <summary>Lists with pages that are not full although more follow, as with filters that exclude nearly everything.</summary>
public sealed class ConversationListingTests
{
    [Theory]
    [InlineData(true, "<p>1 of 2 conversations")]
    [InlineData(false, "<p>1 conversation on this page")]
    public async Task A_page_without_matches_continues_until_all_matches_are_shown(bool counts, string shown)
    {
        await using var site = await PlayedAsync(counts);
        var first = await site.GetWithKeyAsync("/convlog?not_label=seen");
        first.Body.Should().Contain("Nothing found so far").And.NotContain("No matching conversations");
        first.Body.Contains("2 conversations match in all", StringComparison.Ordinal).Should().Be(counts);

        string body = first.Body;
        var ids = new List<string>();
        for (int page = 1; body.Contains("rel=\"next\"", StringComparison.Ordinal); page++)
        {
            page.Should().BeLessThan(10);
            int end = body.IndexOf("\" rel=\"next\"", StringComparison.Ordinal);
            int begin = body.LastIndexOf("href=\"", end, StringComparison.Ordinal) + "href=\"".Length;
            body = (await site.GetWithKeyAsync(WebUtility.HtmlDecode(body[begin..end]))).Body;
            ids.AddRange(((string[])["other-1", "other-2"]).Where(id => body.Contains($"/conversations/{id}", StringComparison.Ordinal)));
            (body.Contains("Nothing found so far", StringComparison.Ordinal) || body.Contains(shown, StringComparison.Ordinal)
                || body.Contains("End of list", StringComparison.Ordinal)).Should().BeTrue();
        }

        ids.Should().Equal("other-2", "other-1");
    }

    [Fact]
    public async Task The_API_and_exports_return_all_matches()
    {
        await using var site = await PlayedAsync(counts: true);
        var ids = new List<string?>();
        string? cursor = "";
        for (int page = 0; cursor is not null; page++)
        {
            page.Should().BeLessThan(10);
            string path = $"/convlog/v1/conversations?not_label=seen{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}";
            var json = JsonDocument.Parse((await site.GetWithKeyAsync(path)).Body).RootElement;
            ids.AddRange(json.GetProperty("conversations").EnumerateArray().Select(static one => one.GetProperty("conversation_id").GetString()));
            cursor = json.GetProperty("next_cursor").GetString();
        }

        ids.Should().Equal("other-2", "other-1");
        (await site.GetWithKeyAsync("/convlog/v1/export/conversations?not_label=seen&format=csv")).Body.Should().Contain("other-1").And.Contain("other-2")
            .And.NotContain("seen-1");
    }

    [Fact]
    public async Task A_list_too_long_to_count_says_that_there_are_more()
    {
        await using var site = await Site.WithKeysAsync(services: static services => services.AddSingleton(SparingStore.Create(counts: false)));
        foreach (int number in Enumerable.Range(0, 60))
        {
            await site.PlayAsync(new ConversationInfo($"c{number}"));
        }

        string first = (await site.GetWithKeyAsync("/convlog")).Body;
        first.Should().Contain("1–50 of more than 50 conversations").And.Contain("1 to 50 of more than 50 conversations");

        int end = first.IndexOf("\" rel=\"next\"", StringComparison.Ordinal);
        int begin = first.LastIndexOf("href=\"", end, StringComparison.Ordinal) + "href=\"".Length;
        (await site.GetWithKeyAsync(WebUtility.HtmlDecode(first[begin..end]))).Body.Should().Contain("<p>10 conversations on this page");
        (await site.GetWithKeyAsync("/convlog?q=nothing")).Body.Should().Contain("No matching conversations");
        (await site.GetWithKeyAsync("/convlog/v1/conversations?count=true")).Body.Should().Contain("\"total\":60");
    }

    private static async Task<Site> PlayedAsync(bool counts)
    {
        var site = await Site.WithKeysAsync(services: services => services.AddSingleton(SparingStore.Create(counts)));
        string[] ids = ["seen-1", "other-1", "seen-2", "seen-3", "seen-4", "seen-5", "other-2", "seen-6", "seen-7"];
        foreach (string id in ids)
        {
            await using (var conv = site.Open(new ConversationInfo(id)))
            {
                using var turn = conv.BeginTurn("Hello");
                if (id.StartsWith("seen", StringComparison.Ordinal))
                {
                    conv.AddLabel("seen");
                }
            }

            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return site;
    }
}
