using System.IO.Compression;
using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>Hosts that enable a feature for all of their endpoints.</summary>
public sealed class EndpointRulesTests
{
    private const string Number = "15550104711";
    private const string TeamKey = "team-key-0123456789";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Logged_requests_omit_our_bodies_and_keys_and_keep_those_of_the_host(bool isChosenForOurs)
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddHttpLogging(static options =>
            {
                options.LoggingFields = HttpLoggingFields.All;
                options.MediaTypeOptions.AddText("application/x-www-form-urlencoded");
                options.MediaTypeOptions.AddText("text/event-stream");
            }),
            before: static app =>
            {
                app.UseHttpLogging();
                app.MapPost("/own", static async (HttpRequest request) => $"echo {await new StreamReader(request.Body).ReadToEndAsync()}");
            },
            map: app =>
            {
                var mapped = app.MapConvLog();
                if (isChosenForOurs)
                {
                    mapped.WithHttpLogging(HttpLoggingFields.All, requestBodyLogLimit: 4_096, responseBodyLogLimit: 4_096);
                }
            });
        await site.PlayAsync(new ConversationInfo("c-1") { FromNumber = $"+{Number}" });

        using var own = new StringContent("hello own");
        await site.SendAsync(HttpMethod.Post, "/own", own);
        var signedIn = await site.PostAsync("/convlog/sign-in", [("key", Site.PiiKey)]);
        var revealed = await site.RevealAsync("/convlog/conversations/c-1");
        using var lookup = new StringContent($$"""{"number":"+{{Number}}"}""", Encoding.UTF8, "application/json");
        var found = await site.SendAsync(HttpMethod.Post, "/convlog/v1/lookup", lookup, ("X-API-KEY", Site.PiiKey));
        await site.GetWithKeyAsync("/convlog/v1/conversations/c-1", Site.PiiKey);

        signedIn.Status.Should().Be(HttpStatusCode.SeeOther);
        found.Status.Should().Be(HttpStatusCode.OK);
        revealed.Body.Should().Contain(Number);
        string cookie = signedIn.Header("Set-Cookie")!.Split(';')[0].Split('=')[1];
        site.Logs.Lines.Should().Contain(static line => line.Contains("echo hello own")).And.Contain(static line => line.Contains("/convlog/v1/lookup"));
        site.Logs.Lines.Should().NotContain(line => line.Contains(Site.PiiKey) || line.Contains(Number) || line.Contains(cookie));
    }

    [Fact]
    public async Task Logging_fields_of_our_requests_follow_the_configuration_of_the_host()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddHttpLogging(static options => options.LoggingFields = HttpLoggingFields.RequestMethod),
            before: static app => app.UseHttpLogging());

        await site.GetAsync("/convlog/alerts?from=here");

        site.Logs.Lines.Where(static line => line.StartsWith(HostLogs.RequestLog, StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(static line => line.Contains("GET") && !line.Contains("/convlog/alerts"));
        Endpoints(site).Select(static endpoint => endpoint.Metadata.GetMetadata<HttpLoggingAttribute>()!.LoggingFields).Distinct()
            .Should().Equal(HttpLoggingFields.RequestMethod);
    }

    [Fact]
    public async Task A_request_timeout_of_the_host_does_not_end_streams()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddRequestTimeouts(static options
                => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(1) }),
            before: static app => app.UseRequestTimeouts());

        using var stream = await LiveStream.OpenWithKeyAsync(site, "/convlog/v1/live");
        await site.PlayAsync(new ConversationInfo("c-late"));
        await stream.UntilAsync("c-late");

        Endpoints(site).Where(static endpoint => endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null)
            .Select(static endpoint => endpoint.Metadata.GetMetadata<EndpointPrefix>()!.Pattern).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(
            [
                "/convlog/v1/live", "/convlog/v1/live/{id}", "/convlog/v1/export/conversations", "/convlog/v1/export/annotations", "/convlog/v1/export/lookup",
                "/convlog/file", "/convlog/functions/calls/file", "/convlog/selected/file", "/convlog/feedback/improved/file",
            ]);
    }

    [Fact]
    public async Task A_request_that_the_host_times_out_gets_the_answer_of_the_host()
    {
        var (store, slow) = SlowStatistics.Create();
        await using var site = await Site.WithKeysAsync(
            log: options => options.Store = store,
            services: static services => services.AddRequestTimeouts(static options
                => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(50) }),
            before: static app => app.UseRequestTimeouts());

        var answer = await site.GetWithKeyAsync("/convlog/v1/statistics");

        slow.Continue();
        answer.Status.Should().Be(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Our_forms_work_without_the_antiforgery_tokens_of_the_host()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddAntiforgery(),
            before: static app => app.UseAntiforgery(),
            map: static app => app.MapGroup("/admin").WithMetadata(new RequireAntiforgeryTokenAttribute()).MapConvLog()
                .WithMetadata(new RequireAntiforgeryTokenAttribute()));

        (await site.PostAsync("/admin/convlog/sign-in", [("key", Site.ReaderKey)])).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("/convlog/nothing", "Page not found")]
    [InlineData("/convlog/v1/nothing", "application/problem+json")]
    [InlineData("/v1/agents/a/conversations/none", "NOT_FOUND")]
    public async Task Status_code_pages_of_the_host_do_not_replace_ours(string path, string text)
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddProblemDetails(),
            before: static app =>
            {
                app.UseExceptionHandler();
                app.UseStatusCodePagesWithReExecute("/oops/{0}");
                app.MapGet("/oops/{code}", static (string code) => $"oops {code}");
            });

        (string, string)[] headers = [("X-API-KEY", Site.ReaderKey), ("Accept", "text/html, */*")];
        var answer = await site.GetAsync(path, headers);
        var head = await site.SendAsync(HttpMethod.Head, path, content: null, headers);

        answer.Status.Should().Be(HttpStatusCode.NotFound);
        (answer.Body + answer.Header("Content-Type")).Should().Contain(text).And.NotContain("oops");
        head.Header("Content-Type").Should().Be(answer.Header("Content-Type"));
    }

    [Fact]
    public async Task API_descriptions_and_links_of_the_host_list_only_its_own_endpoints()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddEndpointsApiExplorer(),
            before: static app => app.MapGet("/items/{id}", static (int id) => id).WithName("item"));

        var links = site.Services.GetRequiredService<LinkGenerator>();
        links.GetPathByName("item", new { id = 7 }).Should().Be("/items/7");
        links.GetPathByRouteValues(routeName: null, new { page = 2 }).Should().BeNull("no endpoint of ours is a link of the host");
        links.GetPathByRouteValues(routeName: null, new { conversationId = "c" }).Should().BeNull();
        site.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items.SelectMany(static group => group.Items)
            .Select(static description => description.RelativePath).Should().Equal("items/{id}");
        Endpoints(site).Should().NotBeEmpty().And.OnlyContain(static endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() == null);
    }

    [Fact]
    public async Task A_body_decompressed_by_the_host_is_read_and_a_broken_or_endless_one_is_refused()
    {
        await using var site = await Site.WithKeysAsync(
            static options => options.ApiKeys.Add(TeamKey, "Team", ConvLogPermissions.All),
            services: static services => services.AddRequestDecompression(),
            before: static app => app.UseRequestDecompression());

        (await PostAsync(site, Gzip("""{"user_id":"u"}"""), "application/json")).Status.Should().Be(HttpStatusCode.OK);
        (await PostAsync(site, Encoding.ASCII.GetBytes("no gzip"), "application/json")).Status.Should().Be(HttpStatusCode.BadRequest);
        ((int)(await PostAsync(site, Gzip(new string(' ', 20_000_000)), "application/json")).Status).Should().BeInRange(400, 499);
        (await PostAsync(site, Encoding.ASCII.GetBytes("no gzip"), "text/csv", "/convlog/v1/scores/import")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await SignInAsync(site, Gzip($"key={Site.ReaderKey}"))).Status.Should().Be(HttpStatusCode.SeeOther);
        (await SignInAsync(site, Gzip($"key={new string('a', 20_000_000)}"))).Status.Should().Be(HttpStatusCode.BadRequest);
        (await SignInAsync(site, Encoding.ASCII.GetBytes("no gzip"))).Status.Should().Be(HttpStatusCode.BadRequest);
        site.Logs.Lines.Should().NotContain(static line => line.Contains("ConvLog could not answer"));
    }

    [Fact]
    public async Task A_rate_limit_of_the_host_applies_and_is_not_reported_as_our_failure()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddRateLimiter(static options =>
            {
                options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(static _ => RateLimitPartition.GetFixedWindowLimiter("all",
                    static _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1), AutoReplenishment = false }));
            }),
            before: static app => app.UseRateLimiter());

        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.TooManyRequests);
        site.Logs.Lines.Should().NotContain(static line => line.Contains("ConvLog could not answer"));
    }

    private static List<RouteEndpoint> Endpoints(Site site) => [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.Metadata.GetMetadata<EndpointPrefix>() is not null)];

    private static Task<Answer> PostAsync(Site site, byte[] body, string type, string path = "/convlog/v1/lookup")
        => site.SendAsync(HttpMethod.Post, path,
            new ByteArrayContent(body) { Headers = { { "Content-Type", type }, { "Content-Encoding", "gzip" } } }, ("X-API-KEY", TeamKey));

    private static Task<Answer> SignInAsync(Site site, byte[] body) => PostAsync(site, body, "application/x-www-form-urlencoded", "/convlog/sign-in");

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
