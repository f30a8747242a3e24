using ConvLog.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Warns at the host's start about unknown names in the configuration section "ConvLog". All options have been read by then.</summary>
internal sealed partial class ConfigurationStart(
    ConfiguredValues values, ConvLogOptions log, ConvLogConsoleOptions console, ILoggerFactory loggers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The options are injected only so that they have been read.
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(console);
        if (values.Unread is { Count: > 0 } unread)
        {
            LogUnread(loggers.CreateLogger("ConvLog"), string.Join(", ", unread));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 80, EventName = "ConvLogUnknownConfiguration", Level = LogLevel.Warning,
        Message = "The configuration has values that set nothing: {Names}. No option has that name, or code sets it, or its store is not in use.")]
    private static partial void LogUnread(ILogger logger, string names);
}
