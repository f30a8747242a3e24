using ConvLog.AspNetCore.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>Regression: <c>dotnet build</c> with OpenAPI documents starts the app in a separate process, which left a store in the project folder.</summary>
public sealed class ServerStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("start").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_build_tool_that_only_reads_the_endpoints_creates_no_store(bool withServices)
    {
        var builder = Builder();
        builder.Services.AddSingleton<IServer, NoServer>();
        if (!withServices)
        {
            builder.Services.RemoveAll<IHostedService>();
        }

        builder.Services.AddSingleton(static provider => new ServerStart(provider.GetRequiredService<IHostApplicationLifetime>(), "GetDocument.Insider"));
        await using (var app = builder.Build())
        {
            app.MapConvLog();
            await app.StartAsync();
            app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Should().NotBeEmpty();
            app.Services.GetRequiredService<ConversationReader>();
            app.Services.GetRequiredService<IConversationFactory>();
            await app.StopAsync();
        }

        Directory.GetFileSystemEntries(_folder).Should().BeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_not_started_creates_no_store_until_something_is_logged()
    {
        await using var app = Builder().Build();
        app.MapConvLog();
        Directory.GetFileSystemEntries(_folder).Should().BeEmpty();

        await using (var conv = app.Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c-1")))
        {
            conv.Log.Info("logged before the start, as by a migration");
        }

        File.Exists(Path.Combine(_folder, "data", "c.db")).Should().BeTrue();
        (await app.Services.GetRequiredService<ConversationReader>().GetAsync(Privacy.Reader.Anonymous, "c-1")).Should().NotBeNull();
    }

    [Fact]
    public async Task The_store_is_open_when_the_server_has_started()
    {
        var builder = Builder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.MapConvLog();
        await app.StartAsync();

        await app.Services.GetRequiredService<ConversationRetention>().ReadRunsAsync();
        while (!File.Exists(Path.Combine(_folder, "data", "c.db")))
        {
            await Task.Yield();
        }

        await app.StopAsync();
    }

    private WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.CollectOnly();
        builder.Services.AddConvLog(options => options.UseSqlite(Path.Combine(_folder, "data", "c.db")));
        builder.Services.AddConvLogConsole();
        return builder;
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
            => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
