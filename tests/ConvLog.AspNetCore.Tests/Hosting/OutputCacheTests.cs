using System.Net;
using ConvLog.AspNetCore.Assets;
using ConvLog.AspNetCore.Tests.Access.Doors;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>A host with an output cache, which knows neither keys nor sessions and ignores <c>no-store</c>.</summary>
public sealed class OutputCacheTests
{
    private const string Number = "15550104711";

    private static readonly string[] s_paths = ["/convlog/v1/conversations/c-1", "/v1/agents/default/conversations/c-1", "/convlog/conversations/c-1"];

    [Theory]
    [InlineData("expires")]
    [InlineData("caches")]
    [InlineData("varies by nothing")]
    [InlineData("caches everything")]
    [InlineData("caches everything, without the default policy")]
    public async Task With_any_base_cache_policy_each_reader_gets_only_what_they_may_see(string policy)
    {
        await using var site = await Site.WithKeysAsync(
            static options => options.AllowLoopback = false,
            services: services => services.AddOutputCache(options => AddBase(options, policy)),
            before: static app => app.UseOutputCache());

        await AssertNothingIsKeptAsync(site, "");
    }

    [Theory]
    [InlineData("on the endpoints")]
    [InlineData("as an attribute")]
    [InlineData("at last")]
    [InlineData("around them")]
    public async Task A_cache_policy_on_our_endpoints_caches_nothing(string place)
    {
        await using var site = await Site.WithKeysAsync(
            static options => options.AllowLoopback = false,
            services: static services => services.AddOutputCache(),
            before: static app => app.UseOutputCache(),
            map: app => Map(app, place));

        await AssertNothingIsKeptAsync(site, place is "around them" ? "/admin" : "");
    }

    // The endpoint and its metadata are not known before routing.
    [Fact]
    public async Task An_output_cache_before_routing_caches_nothing_either()
    {
        await using var site = await Site.WithKeysAsync(
            static options => options.AllowLoopback = false,
            services: static services => services.AddOutputCache(static options => AddBase(options, "expires")),
            before: static app =>
            {
                app.UseOutputCache();
                app.UseRouting();
            });

        await AssertNothingIsKeptAsync(site, "");
    }

    [Fact]
    public async Task Endpoints_of_the_host_are_cached_as_before()
    {
        int calls = 0;
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddOutputCache(static options => AddBase(options, "expires")),
            before: app =>
            {
                app.UseOutputCache();
                app.MapGet("/own", () => $"call {++calls}");
            });

        (await site.GetAsync("/own")).Body.Should().Be("call 1");
        (await site.GetAsync("/own")).Body.Should().Be("call 1");
    }

    [Fact]
    public async Task Hashed_files_are_cached_by_encoding_and_missing_ones_are_not_cached()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddOutputCache(static options => AddBase(options, "caches everything")),
            before: static app => app.UseOutputCache());
        string file = $"/convlog/assets/{ConsoleAssets.StyleSheet.FileName}";

        var plain = await site.GetAsync(file);
        var packed = await site.GetAsync(file, ("Accept-Encoding", "gzip"));

        plain.Header("Content-Encoding").Should().BeNull();
        packed.Header("Content-Encoding").Should().Be("gzip", "the cache ignores Vary, and its policy does not");
        (await site.GetAsync(file)).Body.Should().Be(plain.Body);
        (await site.GetAsync("/convlog/assets/console.0000000000000000.css")).Status.Should().Be(HttpStatusCode.NotFound);
        site.Address = IPAddress.Parse("192.0.2.1");
        (await site.GetAsync(file)).Header("Age").Should().NotBeNull();
        (await site.GetAsync("/convlog/assets/console.0000000000000000.css")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    // Such a cache makes the second request for an address wait for the first.
    [Fact]
    public async Task A_stream_does_not_wait_for_the_stream_of_another_reader()
    {
        await using var site = await Site.WithKeysAsync(
            services: static services => services.AddOutputCache(static options => AddBase(options, "caches everything")),
            before: static app => app.UseOutputCache());

        using var first = await LiveStream.OpenWithKeyAsync(site, "/convlog/v1/live");
        using var second = await LiveStream.OpenWithKeyAsync(site, "/convlog/v1/live");

        second.Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_response_cache_stores_nothing()
    {
        await using var site = await Site.WithKeysAsync(
            static options => options.AllowLoopback = false,
            services: static services => services.AddResponseCaching(),
            before: static app => app.UseResponseCaching());

        await AssertNothingIsKeptAsync(site, "");
    }

    [NginxFact]
    public async Task An_nginx_cache_stores_nothing()
    {
        await using var site = await Site.WithKeysAsync(static options => options.AllowLoopback = false, onKestrel: true);
        await site.PlayAsync(new ConversationInfo("c-1") { FromNumber = $"+{Number}" });
        await using var nginx = await Nginx.StartAsync(
            $"proxy_pass {site.Url}; proxy_cache all; proxy_cache_valid any 1h; add_header X-Cache $upstream_cache_status always;",
            "proxy_cache_path cache keys_zone=all:1m;");

        foreach (string path in s_paths)
        {
            (await GetAsync(nginx, path, Site.PiiKey)).Should().Contain("\nMISS").And.Subject.Contains(Number).Should().Be(path.Contains("/v1/"));
            (await GetAsync(nginx, path, Site.ReaderKey)).Should().StartWith("OK").And.Contain("\nMISS").And.NotContain(Number);
            (await GetAsync(nginx, path, key: null)).Should().StartWith("Unauthorized").And.Contain("\nMISS");
        }

        string file = $"/convlog/assets/{ConsoleAssets.StyleSheet.FileName}";
        await GetAsync(nginx, file, key: null);
        (await GetAsync(nginx, file, key: null)).Should().Contain("\nHIT", "this cache does keep what it may");
    }

    private static async Task<string> GetAsync(Nginx nginx, string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-API-KEY", key is null ? [] : [key]);
        using var response = await nginx.Client.SendAsync(request);
        return $"{response.StatusCode}\n{response.Headers.GetValues("X-Cache").Single()}\n{await response.Content.ReadAsStringAsync()}";
    }

    private static async Task AssertNothingIsKeptAsync(Site site, string prefix)
    {
        await site.PlayAsync(new ConversationInfo("c-1") { FromNumber = $"+{Number}" });

        foreach (string path in s_paths.Select(path => prefix + path))
        {
            var reveals = path.Contains("/v1/") ? await site.GetWithKeyAsync(path, Site.PiiKey) : await site.RevealAsync(path);
            var masked = await site.GetWithKeyAsync(path);
            var unknown = await site.GetAsync(path);
            var again = path.Contains("/v1/") ? await site.GetWithKeyAsync(path, Site.PiiKey) : await site.RevealAsync(path);

            reveals.Body.Should().Contain(Number, $"{path} shows it to a key with the permission");
            masked.Status.Should().Be(HttpStatusCode.OK);
            masked.Body.Should().NotContain(Number, $"{path} was asked for without the permission");
            unknown.Status.Should().Be(HttpStatusCode.Unauthorized, $"{path} was asked for without a key");
            again.Body.Should().Contain(Number);
            new[] { reveals, masked, unknown, again }.Should().AllSatisfy(static answer => answer.Header("Age").Should().BeNull());
        }

        var log = await site.Reading.ReadAccessLogAsync(new AccessQuery { ConversationId = "c-1" });
        log.Accesses.Should().HaveCount(2 * s_paths.Length, "each read is in the access log").And.OnlyContain(static access => access.Reader == "Permitted");
    }

    private static void AddBase(OutputCacheOptions options, string policy)
    {
        switch (policy)
        {
            case "expires":
                options.AddBasePolicy(static policy => policy.Expire(TimeSpan.FromHours(1)));
                break;
            case "caches":
                options.AddBasePolicy(static policy => policy.Cache());
                break;
            case "varies by nothing":
                options.AddBasePolicy(static policy => policy.SetVaryByQuery([]).SetVaryByHeader([]).SetVaryByHost(enabled: false));
                break;
            case "caches everything":
                options.AddBasePolicy(static policy => policy.AddPolicy<EverythingPolicy>());
                break;
            default:
                options.AddBasePolicy(static policy => policy.AddPolicy<EverythingPolicy>(), excludeDefaultPolicy: true);
                break;
        }
    }

    private static void Map(WebApplication app, string place)
    {
        switch (place)
        {
            case "on the endpoints":
                app.MapConvLog().CacheOutput(static policy => policy.AddPolicy<EverythingPolicy>());
                break;
            case "as an attribute":
                app.MapConvLog().WithMetadata(new OutputCacheAttribute { Duration = 3_600 });
                break;
            case "at last":
                app.MapConvLog().Finally(static endpoint =>
                {
                    endpoint.Metadata.Add(new OutputCacheAttribute { Duration = 3_600 });
                    endpoint.Metadata.Add(new EverythingPolicy());
                });
                break;
            default:
                app.MapGroup("/admin").CacheOutput(static policy => policy.AddPolicy<EverythingPolicy>()).MapConvLog();
                break;
        }
    }

    private sealed class EverythingPolicy : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = TimeSpan.FromHours(1);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.AllowCacheStorage = true;
            return ValueTask.CompletedTask;
        }
    }
}
