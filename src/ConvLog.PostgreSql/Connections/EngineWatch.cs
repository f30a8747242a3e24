using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using Microsoft.Extensions.Logging;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// Checks the servers' guarantees for committed data: for health, for the log when the store is opened, and once a minute, because settings can change while a
/// server runs. Each time, commits that no standby has confirmed are confirmed. Thread-safe.
/// </summary>
internal sealed partial class EngineWatch : IAsyncDisposable
{
    private readonly ILogger _logger;
    private readonly IReadOnlyList<Func<CancellationToken, ValueTask<DurabilitySettings>>> _servers;
    private readonly Func<CancellationToken, ValueTask> _confirm;
    private readonly BackgroundLoop _loop;
    private string? _reported;

    /// <param name="options">Provides the logger and the clock.</param>
    /// <param name="servers">Query one server each, that of the data first.</param>
    /// <param name="confirm">Confirms commits that no standby has confirmed.</param>
    public EngineWatch(PostgreSqlStoreOptions options, IReadOnlyList<Func<CancellationToken, ValueTask<DurabilitySettings>>> servers,
        Func<CancellationToken, ValueTask> confirm)
    {
        (_servers, _confirm, _logger) = (servers, confirm, GuardedLogger.Around(options.Logger));
        _loop = new BackgroundLoop(options.TimeProvider) { Interval = TimeSpan.FromMinutes(1) };
        _loop.Start(LookAsync, static _ => null); // Failures are reported where the server is needed, and the check is repeated in a minute.
    }

    /// <summary>Requests a check soon. Never waits.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>The part of a health report.</summary>
    public async ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var (promises, failure) = await QuerySettingsAsync(cancellationToken).ConfigureAwait(false);
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        if (promises is [var data, ..])
        {
            figures["version"] = data.Number;
        }

        string message = string.Join(' ', promises.Select(static promise => promise.ToString()).Append(failure).OfType<string>());
        var status = promises.Count == 0
            ? StoreHealthStatus.Unhealthy : failure is not null || promises.Any(static promise => promise.Gaps.Count > 0)
            ? StoreHealthStatus.Degraded : StoreHealthStatus.Healthy;
        return new HealthPart("engine", status, message, figures);
    }

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    // In parallel, so that the total time is that of the slowest server.
    private async ValueTask<(IReadOnlyList<DurabilitySettings> Promises, string? Failure)> QuerySettingsAsync(CancellationToken cancellationToken)
    {
        var promises = new List<DurabilitySettings>();
        string? failure = null;
        foreach (var asking in _servers.Select(server => server(cancellationToken).AsTask()).ToList())
        {
            try
            {
                promises.Add(await asking.ConfigureAwait(false));
            }
            catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
            {
                failure ??= e is ConversationStoreException ? e.Message : "The store was disposed.";
            }
        }

        return (promises, failure);
    }

    private async ValueTask<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        var (promises, failure) = await QuerySettingsAsync(cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            Report(promises); // A server that does not respond is reported where it is needed.
        }

        await _confirm(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private void Report(IReadOnlyList<DurabilitySettings> promises)
    {
        string message = string.Join(' ', promises.Select(static promise => promise.ToString()));
        if (string.Equals(message, _reported, StringComparison.Ordinal))
        {
            return;
        }

        _reported = message;
        if (promises.Any(static promise => promise.Gaps.Count > 0))
        {
            LogGaps(_logger, message);
        }
        else
        {
            LogPromise(_logger, message);
        }
    }

    [LoggerMessage(205, LogLevel.Information, "{Servers}")]
    private static partial void LogPromise(ILogger logger, string servers);

    [LoggerMessage(206, LogLevel.Warning, "Acknowledged entries can be lost. {Servers}")]
    private static partial void LogGaps(ILogger logger, string servers);
}
