using System.Net;

namespace ConvLog.AspNetCore.Tests.Api.Parameters;

public sealed class PageCursorTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Root = "/convlog/v1";

    [Theory]
    [InlineData("/conversations", "conversations", Site.ReaderKey, 3)]
    [InlineData("/conversations?sort=errors&order=asc", "conversations", Site.ReaderKey, 3)]
    [InlineData("/conversations/conv-1/entries", "entries", Site.ReaderKey, 3)]
    [InlineData("/conversations/conv-1/entries", "entries", Site.PiiKey, 4)]
    [InlineData("/users", "users", Site.ReaderKey, 2)]
    [InlineData("/users/{user}/conversations", "conversations", Site.ReaderKey, 2)]
    [InlineData("/users/{user}/conversations", "conversations", Site.PiiKey, 2)]
    [InlineData("/feedback", "feedback", Site.ReaderKey, 2)]
    [InlineData("/annotations", "annotations", Site.ReaderKey, 1)]
    public async Task Paging_a_list_by_cursor_returns_each_item_once(string path, string items, string key, int count)
    {
        var site = await sites.GetAsync(static () => Desk.PlayedAsync());
        string latest = (await site.GetWithKeyAsync($"{Root}/users")).Json.GetProperty("users")[0].GetProperty("pseudonym").GetString()!;
        path = path.Replace("{user}", latest, StringComparison.Ordinal);
        string separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        var whole = (await site.GetWithKeyAsync(Root + path, key)).Json.GetProperty(items);

        List<string> walked = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await site.GetWithKeyAsync($"{Root}{path}{separator}limit=1{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}", key)).Json;
            page.GetProperty(items).GetArrayLength().Should().BeLessThanOrEqualTo(1);
            walked.AddRange(page.GetProperty(items).EnumerateArray().Select(static item => item.GetRawText()));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        walked.Should().HaveCount(count);
        walked.Should().Equal(whole.EnumerateArray().Select(static item => item.GetRawText()));
    }

    [Fact]
    public async Task Paging_the_access_log_by_cursor_reaches_its_end()
    {
        await using var site = await Desk.PlayedAsync();
        for (int i = 0; i < 3; i++)
        {
            await site.GetAsync($"{Root}/conversations/conv-1", ("X-API-KEY", Site.PiiKey), ("X-Access-Reason", $"ticket {i}"));
        }

        List<string?> reasons = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await site.GetWithKeyAsync($"{Root}/access-log?limit=1{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}", Desk.ManagerKey)).Json;
            reasons.AddRange(page.GetProperty("accesses").EnumerateArray().Select(static access => access.GetProperty("reason").GetString()));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        reasons.Should().Equal("ticket 2", "ticket 1", "ticket 0");
    }

    [Fact]
    public async Task A_cursor_is_valid_only_for_its_reader_list_and_filter()
    {
        await using var site = await Desk.PlayedAsync();
        string cursor = await CursorAsync(site, $"{Root}/conversations?limit=1", Site.ReaderKey);
        string another = await CursorAsync(site, $"{Root}/access-log?limit=1", Desk.ManagerKey);

        (string Path, string Key)[] foreign =
        [
            ($"{Root}/conversations?cursor={cursor}", Site.PiiKey),
            ($"{Root}/conversations?cursor={cursor}", Desk.BookingsKey),
            ($"{Root}/conversations?cursor={cursor}&agent=bookings", Site.ReaderKey),
            ($"{Root}/conversations?cursor={cursor}&order=asc", Site.ReaderKey),
            ($"{Root}/users?cursor={cursor}", Site.ReaderKey),
            ($"{Root}/conversations/conv-1/entries?cursor={cursor}", Site.ReaderKey),
            ($"{Root}/conversations?cursor={cursor[..^2]}", Site.ReaderKey),
            ($"{Root}/conversations?cursor={cursor[1..]}", Site.ReaderKey),
            ($"{Root}/access-log?cursor={another}&reader=Permitted", Desk.ManagerKey),
        ];
        foreach (var (path, key) in foreign)
        {
            var answer = await site.GetWithKeyAsync(path, key);
            answer.Status.Should().Be(HttpStatusCode.BadRequest, "{0} is asked for", path);
            answer.Json.GetProperty("field").GetString().Should().Be("cursor");
            answer.Json.GetProperty("detail").GetString().Should().EndWith("Start again without a cursor.");
        }

        (await site.GetWithKeyAsync($"{Root}/conversations?limit=2&cursor={cursor}")).Status.Should().Be(HttpStatusCode.OK);
    }

    private static async Task<string> CursorAsync(Site site, string path, string key)
    {
        for (int i = 0; i < 2; i++)
        {
            await site.GetWithKeyAsync($"{Root}/conversations/conv-1", Site.PiiKey);
        }

        return (await site.GetWithKeyAsync(path, key)).Json.GetProperty("next_cursor").GetString()!;
    }
}
