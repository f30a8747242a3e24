using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Http;

public sealed class MappingTests
{
    [Theory]
    [InlineData("/logs", "/logs")]
    [InlineData("/a/b/", "/a/b")]
    [InlineData("/", "/")]
    public async Task The_pages_are_served_at_the_configured_path(string basePath, string home)
    {
        await using var site = await Site.StartAsync(options => options.BasePath = basePath);
        await site.PlayAsync(new ConversationInfo("conv-42"));

        var list = await site.GetAsync(home);

        string prefix = home.TrimEnd('/');
        list.Status.Should().Be(HttpStatusCode.OK);
        list.Body.Should().Contain($"href=\"{prefix}/conversations/conv-42\"").And.Contain($"href=\"{prefix}/assets/console.");
        (await site.GetAsync($"{prefix}/conversations/conv-42")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task At_the_root_the_routes_and_files_of_the_host_keep_working()
    {
        await using var site = await Site.StartAsync(static options => options.BasePath = "/",
            before: static app => app.MapGet("/health", static () => "healthy"));

        (await site.GetAsync("/health")).Body.Should().Be("healthy");
        (await site.GetAsync("/site.css")).Header("Content-Security-Policy").Should().BeNull();
        var missing = await site.GetAsync("/nothing/here");
        missing.Status.Should().Be(HttpStatusCode.NotFound);
        missing.Body.Should().Contain("Page not found");
    }

    [Fact]
    public async Task A_path_base_of_the_host_appears_in_every_link()
    {
        await using var site = await Site.StartAsync(
            static options =>
            {
                options.ApiKeys.Add(Site.ReaderKey);
                options.AllowLoopback = true;
            },
            before: static app =>
            {
                app.UsePathBase("/tools");
                app.UseRouting();
            });
        await site.PlayAsync(new ConversationInfo("a/b"));

        var list = await site.GetAsync("/tools/convlog");
        var signedIn = await site.PostAsync("/tools/convlog/sign-in", [("key", Site.ReaderKey), ("return", "/tools/convlog?offset=50")]);

        list.Body.Should().Contain("href=\"/tools/convlog/conversations/a%2Fb\"").And.NotContain("href=\"/convlog");
        (await site.GetAsync("/tools/convlog/conversations/a%2Fb")).Status.Should().Be(HttpStatusCode.OK);
        signedIn.Header("Location").Should().Be("/tools/convlog?offset=50");
        signedIn.Header("Set-Cookie").Should().Contain("path=/tools/convlog;");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("convlog")]
    [InlineData("/a b")]
    [InlineData("/{id}")]
    [InlineData("//evil.example")]
    [InlineData("/a/../b")]
    public void An_invalid_base_path_is_refused_at_host_start(string? path)
    {
        var options = new ConvLogConsoleOptions();

        options.Invoking(o => o.BasePath = path!).Should().Throw<ArgumentException>().WithMessage("*\"/convlog\"*");
    }

    [Fact]
    public void Mapping_without_registering_fails_with_the_method_to_call()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var app = builder.Build();
        app.Invoking(static a => a.MapConvLog()).Should().Throw<InvalidOperationException>().WithMessage("*AddConvLog()*");

        var half = WebApplication.CreateSlimBuilder();
        half.Services.AddConvLog();
        half.Build().Invoking(static a => a.MapConvLog()).Should().Throw<InvalidOperationException>().WithMessage("*AddConvLogConsole()*");
    }

    [Fact]
    public async Task Registering_twice_changes_the_same_options()
    {
        await using var site = await Site.StartAsync(
            static options => options.ApiKeys.Add(Site.ReaderKey),
            services: static services => services.AddConvLogConsole(static options => options.ApiKeys.Add(Site.PiiKey, name: null, ConvLogPermissions.All)));

        (await site.GetWithKeyAsync("/convlog")).Status.Should().Be(HttpStatusCode.OK);
        (await site.GetWithKeyAsync("/convlog", Site.PiiKey)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_service_that_stores_keys_on_disk_is_registered()
    {
        ServiceCollection services = [];
        services.AddConvLogConsole();

        services.Should().NotContain(static service => service.ServiceType.FullName!.Contains("DataProtection")
            || service.ServiceType.FullName!.Contains("Antiforgery"));
        await Task.CompletedTask;
    }
}
