using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ConvLog.Extensions.Logging.Tests;

/// <summary>The warning at the start of a host whose <c>ILogger</c> calls do not reach conversations.</summary>
public class LoggerRegistrationTests
{
    private readonly Lines _lines = new();

    [Fact]
    public async Task A_host_whose_logger_factory_omits_providers_warns_once_at_startup()
    {
        using var host = await StartedAsync(builder => builder.Services.AddSerilog(this.Configure));

        _lines.Warnings.Should().ContainSingle().Which.Should()
            .Contain("Serilog.Extensions.Logging.SerilogLoggerFactory").And.Contain("AddSerilog(…, writeToProviders: true)");
        await host.StopAsync();
        _lines.Warnings.Should().ContainSingle();
    }

    [Fact]
    public async Task Serilog_that_writes_to_providers_causes_no_warning()
    {
        using var host = await StartedAsync(builder => builder.Services.AddSerilog(this.Configure, writeToProviders: true));

        _lines.Warnings.Should().BeEmpty();
        await host.StopAsync();
    }

    [Fact]
    public async Task The_factory_of_Microsoft_causes_no_warning()
    {
        var log = new FakeLogCollector();
        using var host = await StartedAsync(builder =>
        {
            builder.Logging.AddProvider(new FakeLoggerProvider(log)).AddConvLog(static options => options.MinLevel = LogLevel.Warning).EnableEnrichment();
            builder.Logging.AddSerilog(new LoggerConfiguration().WriteTo.Sink(_lines).CreateLogger());
        });

        log.GetSnapshot().Should().NotContain(static line => line.Level >= LogLevel.Warning);
        await host.StopAsync();
    }

    [Fact]
    public async Task Any_other_factory_is_named_in_the_warning()
    {
        var log = new FakeLogCollector();
        using var host = await StartedAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new OwnFactory(log))));

        log.GetSnapshot().Should().ContainSingle(static line => line.Level == LogLevel.Warning).Which.Message.Should().Contain(nameof(OwnFactory));
        await host.StopAsync();
    }

    private void Configure(LoggerConfiguration configuration) => configuration.WriteTo.Sink(_lines);

    private static async Task<IHost> StartedAsync(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.AddConvLog();
        configure(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed class Lines : ILogEventSink
    {
        private readonly List<LogEvent> _events = [];

        public IReadOnlyList<string> Warnings => [.. _events.Where(static one => one.Level >= LogEventLevel.Warning).Select(static one => one.RenderMessage())];

        public void Emit(LogEvent logEvent) => _events.Add(logEvent);
    }

    private sealed class OwnFactory(FakeLogCollector log) : ILoggerFactory
    {
        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => new FakeLogger(log, categoryName);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
