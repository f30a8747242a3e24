using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ConvLog.AspNetCore.Tests.Api.Export;

/// <summary>An interrupted export is continued where it ended, and its times can be used in filters.</summary>
public sealed partial class ExportFilesTests
{
    private const string Path = "/convlog/v1/export/conversations";

    [Theory]
    [InlineData("jsonl", "")]
    [InlineData("jsonl", "&order=asc")]
    [InlineData("csv", "")]
    [InlineData("csv", "&q=table")]
    public async Task An_interrupted_export_is_continued_without_losing_or_repeating_a_conversation(string format, string filters)
    {
        await using var site = await PlayedAsync();
        string whole = (await site.GetWithKeyAsync($"{Path}?format={format}{filters}")).Body;

        string begun = await BegunAsync(site, $"{Path}?format={format}{filters}");
        string kept = begun[..(begun.LastIndexOf('\n') + 1)];
        string last = LastId(kept);
        await site.PlayAsync(new ConversationInfo("newer"));
        var rest = await site.GetWithKeyAsync($"{Path}?format={format}{filters}&after={last}");

        kept.Should().NotBeEmpty().And.NotBe(whole);
        rest.Status.Should().Be(HttpStatusCode.OK);
        Stable(kept + rest.Body).Where(static id => id is not "newer").Should().Equal(Stable(whole));
        rest.Body.Should().NotContain("conversation_id,").And.NotContain("\uFEFF", "it is appended");
        rest.Header("Content-Type").Should().Be(format is "csv" ? "text/csv; charset=utf-8; header=absent" : "application/x-ndjson; charset=utf-8");
    }

    [Fact]
    public async Task An_export_is_not_continued_after_an_unknown_conversation_or_in_an_unstable_order()
    {
        await using var site = await Desk.PlayedAsync();

        foreach (var (query, key, words) in ((string, string, string)[])[
            ("after=nothing", Site.PiiKey, "There is no such conversation"),
            ("after=conv-2", Desk.BookingsKey, "There is no such conversation"),
            ("after=conv-2&sort=duration", Site.PiiKey, "sort=created")])
        {
            var refused = await site.GetWithKeyAsync($"{Path}?{query}", key);
            refused.Status.Should().Be(HttpStatusCode.BadRequest);
            refused.Json.GetProperty("field").GetString().Should().Be("after");
            refused.Json.GetProperty("detail").GetString().Should().Contain(words);
        }

        (await site.GetWithKeyAsync("/convlog/v1/export/annotations?after=conv-1", Site.PiiKey)).Body.Should().BeEmpty();
        (await site.GetWithKeyAsync("/convlog/v1/export/annotations?after=conv-2", Site.PiiKey)).Body.Should().Contain("conv-1");
    }

    [Fact]
    public async Task Every_exported_time_has_six_digits_and_finds_its_conversation_again()
    {
        await using var site = await Site.WithKeysAsync();
        site.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await site.PlayAsync(new ConversationInfo("first"), static conv => conv.Log.Info("Booked"));
        site.Clock.Advance(TimeSpan.FromTicks(3));
        await site.PlayAsync(new ConversationInfo("second"));

        var answer = await site.GetWithKeyAsync(Path);

        Times().Matches(answer.Body).Select(static match => match.Value).Should().HaveCountGreaterThan(6)
            .And.OnlyContain(static time => time.Length == "2025-01-01T10:00:00.000000Z".Length);
        foreach (string line in answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var conversation = JsonSerializer.Deserialize<JsonElement>(line);
            string id = conversation.GetProperty("conversation_id").GetString()!;
            string started = conversation.GetProperty("started_at").GetString()!;
            string turn = conversation.GetProperty("turns")[0].GetProperty("started_at").GetString()!;
            foreach (string filter in (string[])[$"from={started}", $"started_from={started}", $"turn_from={turn}",
                $"from={conversation.GetProperty("last_activity_at").GetString()}"])
            {
                (await site.GetWithKeyAsync($"/convlog/v1/conversations?{filter}")).Body.Should().Contain($"\"conversation_id\":\"{id}\"", filter);
            }
        }
    }

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync(onKestrel: true);
        for (int i = 0; i < 45; i++)
        {
            await site.PlayAsync(new ConversationInfo($"conv-{i}"), said: "A table\n- for two, in \"the\" corner");
            site.Clock.Advance(TimeSpan.FromSeconds(i % 3)); // Some start at the same time.
        }

        return site;
    }

    // The client closes the connection in the middle of a record.
    private static async Task<string> BegunAsync(Site site, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Url + path));
        request.Headers.Add("X-API-KEY", Site.ReaderKey);
        using var response = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        using var begun = new MemoryStream();
        byte[] part = new byte[512];
        while (begun.Length < 5_000)
        {
            int read = await body.ReadAsync(part);
            read.Should().BePositive("it is longer");
            begun.Write(part, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(begun.ToArray());
    }

    private static string LastId(string file) => Stable(file)[^1];

    private static List<string> Stable(string file) => [.. Ids().Matches(file).Select(static match => match.Groups["id"].Value)];

    [GeneratedRegex("^(\\uFEFF?\\{\"conversation_id\":)?\"(?<id>conv-\\d+|newer)\",", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Ids();

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT[^""]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Times();
}
