using System.Net;
using ConvLog.AspNetCore.Api.Live;
using ConvLog.Records;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Api.Live;

/// <summary>Running streams when the store, the connection of the reader or the permission fails.</summary>
public sealed class LiveStreamsTroubleTests
{
    private const string Live = "/convlog/v1/live";

    [Fact]
    public async Task A_temporarily_unavailable_store_only_delays_events()
    {
        await using var site = await Site.WithKeysAsync(services: MonitoredStore.AddTo);
        var store = MonitoredStore.Of(site);
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        store.IsDown = true;
        await WriteAsync(site, "c1", "while it was away");
        await live.NextByClockAsync(site, TimeSpan.FromSeconds(1));

        live.Text.Should().EndWith($"id: {live.LastEventId}\nevent: position\ndata: {{}}\n\n", "the stream goes on with signs of life");
        store.IsDown = false;
        while (live.Events.Count == 0)
        {
            await live.NextByClockAsync(site, TimeSpan.FromSeconds(1));
        }

        await live.UntilAsync("while it was away");
        live.Events.Select(static told => told.Event).Should().NotContain("end").And.NotContain("reset");
    }

    [Fact]
    public async Task A_failing_store_ends_the_stream_and_reconnecting_loses_nothing()
    {
        await using var site = await Site.WithKeysAsync(services: MonitoredStore.AddTo);
        var store = MonitoredStore.Of(site);
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        store.Failure = new InvalidOperationException("secret path of the file");
        await WriteAsync(site, "c1", "while it was broken");
        await UntilItEndsAsync(live);

        store.Failure = null;
        using var again = await LiveStream.OpenWithKeyAsync(site, Live, after: live.LastEventId);
        await again.UntilAsync("while it was broken");

        live.Text.Should().NotContain("secret").And.NotContain("while it was broken");
        await site.Logs.UntilLineAsync("secret path");
    }

    [Fact]
    public async Task A_policy_that_starts_to_refuse_a_user_ends_their_streams()
    {
        bool isPermitted = true;
        await using var site = await Site.StartAsync(
            HostedUsers.Set,
            services: services =>
            {
                HostedUsers.Add(services);
                services.AddAuthorizationBuilder().AddPolicy("read", policy => policy.RequireAssertion(_ => Volatile.Read(ref isPermitted)));
            },
            before: HostedUsers.Use);
        using var live = await LiveStream.OpenAsync(site, Live, ("X-Test-User", "ada:read"));
        Volatile.Write(ref isPermitted, false);
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        await WriteAsync(site, "c1", "not for them");
        while (live.Events.Count == 0)
        {
            await live.NextByClockAsync(site, TimeSpan.FromSeconds(1));
        }

        live.Events.Should().Equal(("end", """{"reason":"permission"}"""));
        live.Text.Should().NotContain("not for them");
        (await live.NextAsync()).Should().BeFalse();
        (await site.GetAsync(Live, ("X-Test-User", "ada:read"))).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_client_that_reads_nothing_for_20_seconds_is_disconnected_and_can_resume()
    {
        const int conversations = 100;
        await using var site = await Site.WithKeysAsync();
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        for (int i = 0; i < conversations; i++)
        {
            await WriteAsync(site, $"c{i:D3}", $"{i:D3} {new string('x', 4_000)}");
        }

        var streams = site.Services.GetRequiredService<LiveStreams>();
        var patience = TimeProvider.System.GetTimestamp();
        while (streams.Count > 0 && TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(30))
        {
            // It may not have started to wait when the clock advanced.
            site.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        streams.Count.Should().Be(0);
        await UntilItEndsAsync(live);
        int before = Entries(live);
        before.Should().BeLessThan(conversations, "what is sent waits for who reads it");
        using var again = await LiveStream.OpenWithKeyAsync(site, Live, after: live.LastEventId);
        await again.UntilAsync($"\"{conversations - 1:D3} ");
        live.Events.Concat(again.Events).Where(static told => told.Event is "entry").Select(static told => told.Data).Distinct(StringComparer.Ordinal).Should()
            .HaveCount(conversations);
    }

    private static int Entries(LiveStream live) => live.Events.Count(static told => told.Event is "entry");

    // Ends in the middle, as a browser sees it.
    private static async Task UntilItEndsAsync(LiveStream live)
    {
        try
        {
            while (await live.NextAsync())
            {
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
        }
    }

    private static async Task WriteAsync(Site site, string id, string content)
    {
        var store = site.Services.GetRequiredService<Storage.IConversationStore>();
        var writer = Guid.NewGuid();
        await ((store as object) is MonitoredStore watched ? watched.Inner : store).WriteAsync(
        [
            new ConversationRecord { ConversationId = id, WriterId = writer, AgentId = "bookings", OpenedAt = site.Clock.GetUtcNow() },
            new EntryRecord { ConversationId = id, WriterId = writer, Sequence = 1, Level = EntryLevel.Info, Content = content,
                Timestamp = site.Clock.GetUtcNow() },
        ]);
    }
}
