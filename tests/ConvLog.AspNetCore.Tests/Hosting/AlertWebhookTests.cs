using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>The webhook of a host over HTTP: the payload, and failures to deliver it.</summary>
public sealed class AlertWebhookTests
{
    private const string Secret = "T0P-secret";

    [Fact]
    public async Task The_webhook_receives_rule_name_state_and_numbers_but_no_logged_data()
    {
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "System.Net.Http",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var hook = await Hook.StartAsync(static _ => Task.FromResult(200));
        await using var site = await FiringAsync(hook);

        var (type, body) = await hook.NextAsync();

        type.Should().Be("application/json; charset=utf-8");
        using var json = JsonDocument.Parse(body);
        json.RootElement.EnumerateObject().Select(static property => property.Name).Should().Equal(
            "id", "text", "rule", "state", "measure", "value", "threshold", "currency", "count", "window_seconds", "fired_at", "resolved_at", "console");
        json.RootElement.GetProperty("rule").GetString().Should().Be("Bookings fail");
        json.RootElement.GetProperty("state").GetString().Should().Be("firing");
        json.RootElement.GetProperty("value").GetDouble().Should().Be(1);
        json.RootElement.GetProperty("count").GetInt64().Should().Be(1);
        json.RootElement.GetProperty("console").GetString().Should().Be("https://support.example/convlog/alerts");
        body.Should().NotContain("save_guest").And.NotContain("Ada Lovelace").And.NotContain("bookings");
        await DeliveredAsync(site);
        site.Logs.Lines.Concat(traced).Should().NotContain(static line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_webhook_works_when_all_HTTP_clients_propagate_request_headers()
    {
        await using var hook = await Hook.StartAsync(static _ => Task.FromResult(200));
        await using var site = await FiringAsync(hook, static services =>
        {
            services.AddHeaderPropagation(static options => options.Headers.Add("X-Trace"));
            services.ConfigureHttpClientDefaults(static client => client.AddHeaderPropagation());
            services.AddHttpClient(AspNetCore.Hosting.AlertWebhook.Client).AddHttpMessageHandler(static () => new Announcing());
        });

        await hook.NextAsync();
        await DeliveredAsync(site);

        hook.Announced.Should().Equal("Bookings");
    }

    [Theory]
    [InlineData(500, "HTTP status 500")]
    [InlineData(302, "HTTP status 302")]
    public async Task A_refusing_or_redirecting_webhook_is_retried_and_reported_without_its_address(int status, string failure)
    {
        int requests = 0;
        await using var hook = await Hook.StartAsync(context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Task.FromResult(Interlocked.Increment(ref requests) == 1 ? status : 200);
        });
        await using var site = await FiringAsync(hook);
        var (_, first) = await hook.NextAsync();
        await UntilAsync(site, static alert => alert.DeliveryFailure is not null);

        string page = (await site.GetAsync("/convlog/alerts")).Body;
        page.Should().Contain("Not delivered to").And.Contain("webhook").And.Contain(failure).And.NotContain(Secret);

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, second) = await hook.NextAsync();
        await DeliveredAsync(site);
        second.Should().Be(first, "it is the same notification");
        hook.Paths.Should().OnlyContain(static path => path == $"/{Secret}");
        site.Logs.Lines.Should().Contain(static line => line.Contains("could not be delivered to webhook", StringComparison.Ordinal))
            .And.NotContain(static line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unresponsive_webhook_costs_ten_seconds_and_a_missing_one_is_reported()
    {
        var hang = new TaskCompletionSource<int>();
        await using var hook = await Hook.StartAsync(_ => hang.Task);
        await using var site = await FiringAsync(hook);
        await hook.NextAsync();

        for (string? failure = null; failure is null; failure = (await StatusAsync(site)).DeliveryFailure)
        {
            site.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        (await StatusAsync(site)).DeliveryFailure.Should().Be("no answer within 10 seconds");
        hang.SetResult(200);
        await hook.DisposeAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        await UntilAsync(site, static alert => alert.DeliveryFailure is nameof(HttpRequestException));
        site.Logs.Lines.Should().NotContain(static line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private static async Task<Site> FiringAsync(Hook hook, Action<IServiceCollection>? services = null)
    {
        var site = await Site.StartAsync(
            options => (options.AlertWebhook, options.PublicAddress) = ($"{hook.Url}/{Secret}", "https://support.example/"),
            services: services,
            log: static options => options.Alerts.Rules.Add(
                new AlertRule { Name = "Bookings fail", Target = "save_guest", AgentId = "bookings", Threshold = 0.1, MinimumCount = 1 }));
        await site.PlayAsync(new ConversationInfo("c") { AgentId = "bookings", UserId = "Ada Lovelace" }, static conv =>
        {
            using var call = conv.BeginFunction("save_guest", arguments: new { guest = "Ada Lovelace" });
            call.Fail("Ada Lovelace is unknown");
        });
        for (var state = AlertState.Normal; state != AlertState.Firing; state = (await StatusAsync(site)).State)
        {
            // If the clock ran ahead of an evaluation, a slow store would look like one that hangs. An unresponsive webhook waits for the clock.
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(site.Services.GetRequiredService<ConversationAlerts>().Work, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        return site;
    }

    private static async Task<AlertStatus> StatusAsync(Site site)
        => (await site.Services.GetRequiredService<ConversationAlerts>().ReadAsync(Reader.Anonymous))[0];

    private static Task DeliveredAsync(Site site) => UntilAsync(site, static alert => alert is { State: AlertState.Firing, Undelivered.Count: 0 });

    private static async Task UntilAsync(Site site, Func<AlertStatus, bool> isSo)
    {
        while (!isSo(await StatusAsync(site)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>A message handler that the host adds to this client.</summary>
    private sealed class Announcing : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Sender", "Bookings");
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A webhook on loopback.</summary>
    private sealed class Hook(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Type, string Body)> _posts = new();

        public ConcurrentQueue<string> Paths { get; } = new();

        public ConcurrentQueue<string?> Announced { get; } = new();

        public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Hook> StartAsync(Func<HttpContext, Task<int>> statusOf)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var hook = new Hook(builder.Build());
            hook.Run(statusOf);
            return await hook.StartedAsync();
        }

        public async Task<(string Type, string Body)> NextAsync()
        {
            (string, string) post;
            while (!_posts.TryDequeue(out post))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }

            return post;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private void Run(Func<HttpContext, Task<int>> statusOf) => app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            Paths.Enqueue(context.Request.Path);
            Announced.Enqueue(context.Request.Headers["X-Sender"]);
            _posts.Enqueue((context.Request.ContentType ?? "", body));
            context.Response.StatusCode = await statusOf(context);
        });

        private async Task<Hook> StartedAsync()
        {
            await app.StartAsync();
            return this;
        }
    }
}
