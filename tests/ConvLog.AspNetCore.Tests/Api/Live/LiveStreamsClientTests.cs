using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Api.Live;

/// <summary>Streams as read by the npm package <c>eventsource</c>, which drops events without data together with their IDs.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class LiveStreamsClientTests
{
    private const string Path = "/convlog/v1/live";

    private readonly ConcurrentQueue<HttpContext> _asked = [];

    [ClientTheory]
    [InlineData(Path)]
    [InlineData(Path + "/c1")]
    public async Task A_connection_lost_before_the_first_entry_neither_loses_nor_repeats_events(string path)
    {
        await using var site = await Site.WithKeysAsync(onKestrel: true, before: app => app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
            {
                _asked.Enqueue(context);
            }

            await next(context);
        }));
        using var other = await LiveStream.OpenWithKeyAsync(site, Path);
        await PlayAsync(site, "before");
        await other.UntilAsync("\"ended_at\":\"");
        _asked.Clear();

        string folder = ClientTools.NewFolder();
        using var client = ClientProcess.Start(folder, "node", "events.mjs", site.Url + path, Site.ReaderKey);
        List<JsonElement> told = [await NextAsync(client)];
        for (int broken = 1; broken <= 2; broken++)
        {
            _asked.Should().HaveCount(broken);
            _asked.Last().Abort();
            await PlayAsync(site, $"meanwhile {broken}");
            await UntilAsync(client, told, $"meanwhile {broken}");
        }

        await PlayAsync(site, "later");
        await UntilAsync(client, told, "later");
        Directory.Delete(folder, recursive: true);

        told[0].GetProperty("event").GetString().Should().Be("position");
        Entries(told).Should().Equal("meanwhile 1", "meanwhile 2", "later");
        told.Should().NotContain(static one => one.GetProperty("event").ValueEquals("reset"));
        told.Should().OnlyContain(static one => one.GetProperty("id").GetString() != "");
        _asked.Skip(1).Should().HaveCount(2);
    }

    private static IEnumerable<string> Entries(IEnumerable<JsonElement> told)
        => told.Where(static one => one.GetProperty("event").ValueEquals("entry"))
            .Select(static one => one.GetProperty("data").GetProperty("entry").GetProperty("content").GetString()!);

    private static async Task UntilAsync(ClientProcess client, List<JsonElement> told, string content)
    {
        while (!Entries(told).Contains(content, StringComparer.Ordinal))
        {
            told.Add(await NextAsync(client));
        }
    }

    private static async Task<JsonElement> NextAsync(ClientProcess client) => JsonElement.Parse(await client.NextLineAsync());

    private static Task PlayAsync(Site site, string content)
        => site.PlayAsync(new ConversationInfo("c1") { AgentId = "bookings" }, conv => conv.Log.Info(content));
}
