using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Pages.Calls;

/// <summary>The usual figures of a function in the side panel of a conversation page.</summary>
public sealed class UsualCallsTests
{
    [Fact]
    public async Task A_selected_call_is_compared_with_calls_of_its_function_in_the_last_28_days()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "other", "bookings", calls: 21, failed: 3);
        await PlayAsync(site, "c-1", "bookings", calls: 1, failed: 1);

        string body = (await site.GetAsync("/convlog/conversations/c-1")).Body;

        body.Should().Contain("<b>18.2&#xA0;%</b> failed of 22 calls in 30 days.").And.Contain("p95 <b>")
            .And.Contain("href=\"/convlog/functions/details?period=30d&amp;name=save_guest\" title=\"Open the page of this function\">Compared with other calls</a>");
    }

    [Fact]
    public async Task Functions_with_fewer_than_20_calls_are_not_compared()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "c-1", "bookings", calls: 19, failed: 1);

        (await site.GetAsync("/convlog/conversations/c-1")).Body.Should().Contain("Too few calls to compare: 19 in 30 days.").And.NotContain("p95 <b>");
    }

    [Fact]
    public async Task Cached_figures_never_include_calls_outside_the_scope_of_the_reader()
    {
        await using var site = await Site.WithKeysAsync(static options => options.ApiKeys.Add(
            "weather-key-0123456789", "Weather", ConvLogPermissions.Read, new ConversationScope { AgentIds = ["weather"] }));
        await PlayAsync(site, "other", "bookings", calls: 30, failed: 0);
        await PlayAsync(site, "c-1", "weather", calls: 2, failed: 1);

        (await site.GetWithKeyAsync("/convlog/conversations/c-1")).Body.Should().Contain("of 32 calls in 30 days");
        (await site.GetWithKeyAsync("/convlog/conversations/c-1", "weather-key-0123456789")).Body.Should().Contain("Too few calls to compare: 2 in 30 days.");
    }

    [Fact]
    public async Task Figures_are_cached_for_ten_minutes_and_calls_older_than_30_days_expire()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "old", "bookings", calls: 25, failed: 0);
        await PlayAsync(site, "c-1", "bookings", calls: 1, failed: 1);
        (await site.GetAsync("/convlog/conversations/c-1")).Body.Should().Contain("of 26 calls");
        await PlayAsync(site, "c-2", "bookings", calls: 1, failed: 1);

        (await site.GetAsync("/convlog/conversations/c-2")).Body.Should().Contain("of 26 calls");
        site.Clock.Advance(TimeSpan.FromMinutes(10));
        (await site.GetAsync("/convlog/conversations/c-2")).Body.Should().Contain("of 27 calls");
        site.Clock.Advance(TimeSpan.FromDays(31));
        (await site.GetAsync("/convlog/conversations/c-2")).Body.Should().Contain("Too few calls to compare: 0 in 30 days.");
    }

    [Fact]
    public async Task Concurrent_readers_share_one_count()
    {
        await using var site = await Site.StartAsync();
        await PlayAsync(site, "c-1", "bookings", calls: 25, failed: 1);
        var usual = new UsualCalls(site.Reading, site.Services.GetRequiredService<TimeProvider>());
        var reader = new ConvLog.Privacy.Reader("One", canReadPii: false);

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => usual.FindAsync(reader, "save_guest", CancellationToken.None).AsTask()));

        found.Should().OnlyContain(static function => function!.Calls == 25);
        (await usual.FindAsync(reader, "unknown", CancellationToken.None))!.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_page_does_not_wait_for_slow_figures_and_shows_them_once_counted()
    {
        var (store, slow) = SlowStatistics.Create();
        await using var site = await Site.StartAsync(services: services => services.AddSingleton(store));
        await PlayAsync(site, "c-1", "bookings", calls: 25, failed: 1);

        var first = await site.GetAsync("/convlog/conversations/c-1");
        slow.Continue();
        await slow.Counted;

        first.Body.Should().Contain("are being counted. Reload to see them.").And.Contain("c-1");
        (await site.GetAsync("/convlog/conversations/c-1")).Body.Should().Contain("of 25 calls in 30 days");
        slow.Reads.Should().Be(1);
    }

    [Fact]
    public async Task A_failed_count_is_retried()
    {
        var (store, slow) = SlowStatistics.Create();
        await using var site = await Site.StartAsync(services: services => services.AddSingleton(store));
        await PlayAsync(site, "c-1", "bookings", calls: 25, failed: 1);
        slow.Fail();

        (await site.GetAsync("/convlog/conversations/c-1")).Status.Should().Be(System.Net.HttpStatusCode.InternalServerError);
        slow.Continue();
        (await site.GetAsync("/convlog/conversations/c-1")).Body.Should().Contain("of 25 calls in 30 days");
    }

    [Theory]
    [InlineData(5_000, "This call took longer than 99 % of them.")]
    [InlineData(2_045, "This call took longer than 95 % of them.")]
    [InlineData(1_015, "This call took longer than half of them.")]
    [InlineData(1_000, "This call took longer than half of them.")]
    [InlineData(101, "This call took as long as usual.")]
    [InlineData(10, "This call was among the faster half.")]
    public void A_call_is_said_to_be_slower_than_a_share_only_if_the_percentiles_show_it(int milliseconds, string words)
    {
        var usual = new DurationStatistics
        {
            Count = 200, Average = TimeSpan.FromMilliseconds(300), P50 = TimeSpan.FromMilliseconds(100), P95 = TimeSpan.FromMilliseconds(1_000),
            P99 = TimeSpan.FromMilliseconds(2_030),
        };

        UsualPart.Place(TimeSpan.FromMilliseconds(milliseconds), usual)!.Value.Words.Should().Be(words);
        UsualPart.Place(TimeSpan.FromMilliseconds(milliseconds), usual with { Count = 19 }).Should().BeNull();
        UsualPart.Place(TimeSpan.FromSeconds(9), usual with { Count = 99 })!.Value.Words.Should().Contain("95 %", "of fewer than a hundred, none is a percent");
        UsualPart.Place(duration: null, usual).Should().BeNull();
    }

    private static Task PlayAsync(Site site, string id, string agent, int calls, int failed)
        => site.PlayAsync(new ConversationInfo(id) { AgentId = agent }, conv =>
        {
            for (int i = 0; i < calls; i++)
            {
                using var call = conv.BeginFunction("save_guest");
                site.Clock.Advance(TimeSpan.FromMilliseconds(20));
                if (i < failed)
                {
                    call.Fail(new TimeoutException());
                }
            }
        });
}
