using System.Net;
using System.Text.Json;
using ConvLog.AspNetCore.Api.Live;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Tests.Api.Live;

/// <summary>Live event streams: format, access and end.</summary>
public class LiveStreamsTests(SharedSites sites) : IClassFixture<SharedSites>
{
    private const string Live = "/convlog/v1/live";

    [Fact]
    public async Task A_stream_delivers_log_entries_over_a_real_connection()
    {
        await using var site = await Site.WithKeysAsync(onKestrel: true);
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        await PlayAsync(site, "c1", "Validated inputs");
        await live.UntilAsync("\"ended_at\":\"");

        live.Response.Content.Headers.ContentType!.ToString().Should().Be("text/event-stream");
        live.Response.Headers.CacheControl!.ToString().Should().Be("no-store, private");
        live.Response.Headers.GetValues("X-Accel-Buffering").Should().Equal("no");
        live.Response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
        using var entry = JsonDocument.Parse(live.Events.Find(static told => told.Event is "entry").Data);
        entry.RootElement.GetProperty("conversation_id").GetString().Should().Be("c1");
        entry.RootElement.GetProperty("turn").GetInt32().Should().Be(1);
        entry.RootElement.GetProperty("function").GetString().Should().Be("save_guest");
        entry.RootElement.GetProperty("entry").GetProperty("content").GetString().Should().Be("Validated inputs");
        live.Events.Should().Contain(static told => told.Event.StartsWith("conv", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reconnecting_browser_receives_each_missed_event_once(bool byHeader)
    {
        await using var site = await Site.WithKeysAsync();
        string? last;
        using (var live = await LiveStream.OpenWithKeyAsync(site, Live))
        {
            await PlayAsync(site, "c1", "one");
            await live.UntilAsync("\"one\"");
            last = live.LastEventId;
        }

        await PlayAsync(site, "c2", "two");
        using var again = byHeader
            ? await LiveStream.OpenWithKeyAsync(site, $"{Live}?last_event_id=1", after: last)
            : await LiveStream.OpenWithKeyAsync(site, $"{Live}?last_event_id={last}");
        await PlayAsync(site, "c3", "three");
        await again.UntilAsync("\"three\"");

        again.Events.Where(static told => told.Event is "entry").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("agent=other", "two")]
    [InlineData("channel=voice", "two")]
    [InlineData("level=error", "two")]
    [InlineData("function=cancel", "two")]
    [InlineData("conversation=c2", "two")]
    [InlineData("environment=sandbox", "two")]
    [InlineData("agent=other&level=error&last_event_id=0", "two")]
    public async Task Filters_select_matching_entries(string filter, string expected)
    {
        await using var site = await Site.WithKeysAsync();
        using var live = await LiveStream.OpenWithKeyAsync(site, $"{Live}?{filter}");
        await PlayAsync(site, "c1", "one");
        await site.PlayAsync(new ConversationInfo("c2") { AgentId = "other", Channel = "voice", Environment = ConversationEnvironment.Sandbox }, static conv =>
        {
            using var call = conv.BeginFunction("cancel");
            conv.Log.Error("two");
        });
        await live.UntilAsync($"\"{expected}\"");

        live.Events.Where(static told => told.Event is "entry").Should().ContainSingle();
    }

    [Theory]
    [InlineData("?last_event_id=x", "last_event_id")]
    [InlineData("?last_event_id=", "last_event_id")]
    [InlineData("?level=grave", "level")]
    [InlineData("?environment=", "environment")]
    [InlineData("?agent=a&agent=b", "agent")]
    [InlineData("?page=1", "page")]
    [InlineData("/c1?agent=a", "agent")]
    public async Task An_invalid_value_is_refused_with_the_field_name(string query, string field)
    {
        var site = await sites.GetAsync(PlayedAsync);
        var answer = await site.GetWithKeyAsync(Live + query);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Json.GetProperty("field").GetString().Should().Be(field);
        await Waiting.UntilAsync(() => site.Services.GetRequiredService<LiveStreams>().Count == 0); // The response arrives before its request has ended.
    }

    [Fact]
    public async Task A_conversation_outside_the_scope_is_answered_like_a_missing_one()
    {
        await using var site = await Site.WithKeysAsync(static options
            => options.ApiKeys.Add("narrow-key-0123456789", "Narrow", ConvLogPermissions.Read, new ConversationScope { AgentIds = ["other"] }));
        await PlayAsync(site, "c1", "one");
        var others = await site.GetAsync($"{Live}/c1", ("X-API-KEY", "narrow-key-0123456789"), ("X-PolyAI-Correlation-Id", "same"));
        var missing = await site.GetAsync($"{Live}/c2", ("X-API-KEY", "narrow-key-0123456789"), ("X-PolyAI-Correlation-Id", "same"));

        others.Status.Should().Be(HttpStatusCode.NotFound);
        (others.Status, others.Body).Should().Be((missing.Status, missing.Body));
        others.Headers.Should().BeEquivalentTo(missing.Headers);
        using var live = await LiveStream.OpenWithKeyAsync(site, $"{Live}/c1");
        await PlayAsync(site, "c1", "two");
        await live.UntilAsync("\"two\"");
        live.Events.Where(static told => told.Event is "entry").Should().ContainSingle();
    }

    [Fact]
    public async Task Without_a_key_a_stream_is_refused_and_HEAD_has_no_body()
    {
        var site = await sites.GetAsync(PlayedAsync);

        (await site.GetAsync(Live)).Status.Should().Be(HttpStatusCode.Unauthorized);
        var head = await site.SendAsync(HttpMethod.Head, Live, content: null, ("X-API-KEY", Site.ReaderKey));
        head.Status.Should().Be(HttpStatusCode.OK);
        head.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Streams_are_limited_for_each_reader_and_in_total()
    {
        await using var site = await Site.WithKeysAsync(static options => (options.LiveStreamsPerReader, options.LiveStreams) = (2, 3));
        using var one = await LiveStream.OpenWithKeyAsync(site, Live);
        using (await LiveStream.OpenWithKeyAsync(site, Live))
        {
            var answer = await site.GetWithKeyAsync(Live);
            answer.Status.Should().Be(HttpStatusCode.TooManyRequests);
            answer.Header("Retry-After").Should().NotBeNull();
            using var other = await LiveStream.OpenWithKeyAsync(site, Live, Site.PiiKey);
            other.Status.Should().Be(HttpStatusCode.OK);
            (await site.GetWithKeyAsync(Live, Site.PiiKey)).Status.Should().Be(HttpStatusCode.TooManyRequests);
        }

        await Waiting.UntilAsync(() => site.Services.GetRequiredService<LiveStreams>().Count <= 1); // A disconnected client is noticed a little later.
        using var again = await LiveStream.OpenWithKeyAsync(site, Live);
        again.Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_heartbeat_with_the_resume_position_is_sent_every_15_seconds()
    {
        await using var site = await Site.WithKeysAsync();
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        string? before = live.LastEventId;
        await live.NextByClockAsync(site, TimeSpan.FromSeconds(2));

        live.Text.Should().EndWith($"id: {live.LastEventId}\nevent: position\ndata: {{}}\n\n");
        (TicksOf(live.LastEventId!) - TicksOf(before!)).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(12).Ticks);
    }

    [Fact]
    public async Task A_stream_is_never_compressed()
    {
        await using var site = await Site.StartAsync(
            static options => options.ApiKeys.Add(Site.ReaderKey),
            onKestrel: true,
            services: static services
                => services.AddResponseCompression(static options
                => (options.EnableForHttps, options.MimeTypes) = (true, [.. ResponseCompressionDefaults.MimeTypes, "text/event-stream"])),
            before: static app => app.UseResponseCompression());
        using var live = await LiveStream.OpenAsync(site, Live, ("X-API-KEY", Site.ReaderKey), ("Accept-Encoding", "gzip, br"));
        await PlayAsync(site, "c1", "one");
        await live.UntilAsync("\"one\"");

        live.Response.Content.Headers.ContentEncoding.Should().BeEmpty();
        (await site.GetAsync("/convlog/v1/health", ("X-API-KEY", Site.ReaderKey), ("Accept-Encoding", "gzip"))).Header("Content-Encoding").Should()
            .Be("gzip", "others are");
    }

    [Fact]
    public async Task A_stopping_host_does_not_wait_for_streams()
    {
        await using var site = await Site.WithKeysAsync(onKestrel: true);
        using var live = await LiveStream.OpenWithKeyAsync(site, Live);
        site.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await live.NextAsync()).Should().BeFalse();
        for (int i = 0; i < 20; i++)
        {
            (await site.GetWithKeyAsync(Live)).Status.Should().Be(HttpStatusCode.ServiceUnavailable, "also where there is something to tell already");
        }
    }

    private static long TicksOf(string place) => long.Parse(place.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Site> PlayedAsync()
    {
        var site = await Site.WithKeysAsync();
        await PlayAsync(site, "c1", "one");
        return site;
    }

    private static Task PlayAsync(Site site, string id, string content) => site.PlayAsync(new ConversationInfo(id) { AgentId = "bookings" }, conv =>
    {
        using var call = conv.BeginFunction("save_guest");
        conv.Log.Info(content);
    });
}
