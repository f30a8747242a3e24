using System.Net;
using ConvLog.AspNetCore.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>Consoles that conflict with each other or with endpoints of the host.</summary>
public sealed class ConsoleMappingsTests
{
    [Fact]
    public async Task Mapping_twice_at_the_same_path_is_refused_immediately()
        => await FluentActions.Awaiting(static () => Site.StartAsync(before: static app => app.MapConvLog()))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("MapConvLog() was called twice on the same app or group.*different prefixes*");

    [Theory]
    [InlineData("/admin", "/admin")]
    [InlineData("/admin", "/Admin")]
    [InlineData("/t/{tenant}", "/t/{customer}")]
    [InlineData("", null)]
    public async Task Groups_with_the_same_prefix_are_refused_at_host_start(string one, string? other)
        => await FluentActions.Awaiting(() => Site.StartAsync(map: app =>
        {
            app.MapGroup(one).MapConvLog();
            (other is null ? (IEndpointRouteBuilder)app : app.MapGroup(other)).MapConvLog();
        })).Should().ThrowAsync<InvalidOperationException>().WithMessage($"MapConvLog() was called twice for the prefix \"{other}\"*");

    [Fact]
    public async Task Pipeline_branches_each_have_their_own_console()
    {
        await using var site = await Site.WithKeysAsync(map: static app =>
        {
            foreach (string branch in new[] { "/a", "/b" })
            {
                app.Map(branch, static mapped => mapped.UseRouting().UseEndpoints(static endpoints => endpoints.MapConvLog()));
            }
        });

        (await site.GetAsync("/a/convlog")).Body.Should().Contain("href=\"/a/convlog");
        (await site.GetAsync("/b/convlog")).Body.Should().Contain("href=\"/b/convlog");
    }

    [Theory]
    [InlineData("a page at the same address")]
    [InlineData("any method there")]
    [InlineData("a fallback")]
    public async Task A_root_console_that_conflicts_with_a_host_page_is_refused_at_start(string page)
        => await FluentActions.Awaiting(() => Site.StartAsync(static options => options.BasePath = "/", map: app =>
        {
            app.MapConvLog();
            (page switch
            {
                "a page at the same address" => (IEndpointConventionBuilder)app.MapGet("/", static () => "home"),
                "any method there" => app.Map("/alerts", static () => "alerts"),
                _ => app.MapFallback(static () => "the app"),
            }).WithDisplayName("the host's own");
        })).Should().ThrowAsync<InvalidOperationException>().WithMessage("ConvLogConsoleOptions.BasePath is \"/\"*\"the host's own\"*Set another BasePath*");

    [Fact]
    public async Task A_root_console_leaves_the_other_pages_and_files_of_the_host_alone()
    {
        string folder = Directory.CreateTempSubdirectory("convlog-root-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "site.css"), "body{}");
        using var files = new PhysicalFileProvider(folder);
        await using var site = await Site.StartAsync(static options => options.BasePath = "/", map: app =>
        {
            app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
            app.MapGet("/chat", static () => "chat");
            app.MapGet("/shop/{article}", static (string article) => article);
            app.MapPost("/shop", static () => "sold");
            app.MapFallbackToFile("site.css", new StaticFileOptions { FileProvider = files });
            app.MapConvLog();
        });
        await site.PlayAsync(new ConversationInfo("c-1"));

        (await site.GetAsync("/nothing/here")).Body.Should().Be("body{}", "the host's fallback for GET is preferred");
        (await site.GetAsync("/chat")).Body.Should().Be("chat");
        (await site.GetAsync("/shop/tea")).Body.Should().Be("tea");
        (await site.GetAsync("/site.css")).Body.Should().Be("body{}");
        (await site.GetAsync("/")).Body.Should().Contain("href=\"/conversations/c-1\"");
        (await site.GetAsync("/conversations/c-1")).Status.Should().Be(HttpStatusCode.OK);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Endpoints_restricted_to_different_host_names_do_not_conflict()
    {
        await using var site = await Site.StartAsync(static options => options.BasePath = "/", map: static app =>
        {
            app.MapConvLog().RequireHost("logs.example");
            app.MapGet("/", static () => "home").RequireHost("www.example");
        });

        (await site.GetAsync("/", ("Host", "www.example"))).Body.Should().Be("home");
        (await site.GetAsync("/", ("Host", "logs.example"))).Header("Content-Security-Policy").Should().NotBeNull();
    }

    [Theory]
    [InlineData("/t/{id}")]
    [InlineData("/{conversationId}")]
    public async Task A_prefix_parameter_that_our_routes_also_use_is_refused_at_host_start(string prefix)
        => await FluentActions.Awaiting(() => Site.StartAsync(map: app => app.MapGroup(prefix).MapConvLog()))
            .Should().ThrowAsync<Exception>().WithMessage("*appears more than one time*");

    [Theory]
    [InlineData(null, "/convlog/alerts")]
    [InlineData("", "/convlog/alerts")]
    [InlineData("/admin/tools", "/admin/tools/convlog/alerts")]
    [InlineData("/t/{tenant}", null)]
    public async Task The_alerts_address_is_known_if_the_prefix_has_no_parameters(string? prefix, string? address)
    {
        await using var site = await Site.StartAsync(map: app =>
        {
            if (prefix is not null)
            {
                app.MapGroup(prefix).MapConvLog();
            }
        });

        site.Services.GetRequiredService<ConsoleMappings>().AlertsAddress(site.Services.GetRequiredService<EndpointDataSource>()).Should().Be(address);
    }
}
