using ConvLog.Sinks;
using ConvLog.Storage.Background;
using ConvLog.Storage.Contract;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Access;

/// <summary>
/// Verifies the access log's chain in the background, at the host's start and every six hours, and keeps the result for health checks. Each time it writes the
/// head to the host's log: if that log is kept elsewhere, this saves the head outside the store. Thread-safe.
/// </summary>
/// <param name="store">The store, which may have no chain.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives the results.</param>
internal sealed partial class AccessLogWatch(IAccessLog store, TimeProvider time, ILogger logger) : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(6);
    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(1);

    // The maximum time that disposal waits for a part that is being read.
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly Lock _lock = new();
    private readonly BackgroundLoop _loop = new(time);
    private AccessVerification? _verdict;
    private DateTimeOffset? _verifiedAt;
    private DateTimeOffset? _failedAt;
    private string? _failure;
    private bool _isStarted;
    private bool _isWatching;

    /// <summary>The background verification in progress, for tests.</summary>
    internal Task Work => _loop.Work;

    /// <summary>Starts the verification, once. Returns immediately.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_isStarted || _loop.Stopping.IsCancellationRequested)
            {
                return;
            }

            _isStarted = true;
            _isWatching = store is IAccessChain;
        }

        if (!_isWatching)
        {
            LogOff(_logger, Capability.Absent<IAccessChain>(store));
            return;
        }

        _loop.Start(RunAsync, Retry);
        _loop.Wake();
    }

    /// <summary>Verifies the chain now, and updates the health.</summary>
    /// <param name="noted">A head that was saved elsewhere; null for none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<AccessVerification> VerifyAsync(AccessChainHead? noted, CancellationToken cancellationToken)
    {
        var verdict = await Capability.Of<IAccessChain>(store).VerifyAccessAsync(noted, cancellationToken).ConfigureAwait(false);
        if (verdict.HasNotedHead is not false)
        {
            SetResult(verdict); // If the chain does not contain the given head, the head may be wrong, so health does not change.
        }

        return verdict;
    }

    /// <summary>The result as a part of health; null if there is none and none is expected.</summary>
    public HealthPart? Part()
    {
        lock (_lock)
        {
            if (_verdict is null && !_isWatching)
            {
                return null;
            }

            var (status, message, visible) = (_verdict, _failure) switch
            {
                ({ IsWhole: false, Reason: var reason }, _)
                    => (StoreHealthStatus.Degraded, $"The access log is not what was written. {reason} Keep the store as it is, and find out who changed it.",
                    "The access log is not what was written."),
                (_, { } failure) => (StoreHealthStatus.Degraded, $"The access log could not be verified. {failure}", "The access log could not be verified."),
                ({ Head: var head }, _) => (StoreHealthStatus.Healthy, $"The access log is what was written, up to {head}.", "It works."),
                _ => (StoreHealthStatus.Healthy, "The access log is being verified.", "It works."),
            };
            var figures = new Dictionary<string, double>(StringComparer.Ordinal);
            if (_verdict is { } verdict)
            {
                figures["verified_reads"] = verdict.Verified;
            }

            return new HealthPart("access-log", status, message, figures)
            {
                LastSuccess = _verifiedAt,
                LastFailure = _failedAt,
                Visible = new HealthPart("access-log", status, visible, new Dictionary<string, double>(StringComparer.Ordinal)),
            };
        }
    }

    /// <summary>Stops the verification in progress, and waits for it up to 5 seconds.</summary>
    public ValueTask DisposeAsync() => _loop.StopAsync(s_disposeTimeout); // A store that hangs does not keep the host from stopping.

    /// <summary>Stops the verification like <see cref="DisposeAsync"/>, without waiting.</summary>
    public void Dispose() => _loop.Dispose();

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        Report(await VerifyAsync(noted: null, cancellationToken).ConfigureAwait(false));
        return s_interval;
    }

    private TimeSpan? Retry(Exception e)
    {
        Failed(e);
        return s_retry;
    }

    private void SetResult(AccessVerification verdict)
    {
        lock (_lock)
        {
            (_verdict, _failure) = (verdict, null);
            if (verdict.IsWhole)
            {
                _verifiedAt = verdict.At;
            }
            else
            {
                _failedAt = verdict.At;
            }
        }
    }

    private void Failed(Exception e)
    {
        // The message of another exception may contain written data.
        string message = e is ConversationStoreException ? e.Message : $"The store threw {e.GetType().FullName}.";
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(_failure, message, StringComparison.Ordinal);
            (_failure, _failedAt) = (message, time.GetUtcNow());
        }

        if (isNew)
        {
            LogNotVerified(_logger, message);
        }
    }

    private void Report(AccessVerification verdict)
    {
        if (!verdict.IsWhole)
        {
            LogBroken(_logger, verdict.Reason, verdict.Head?.ToString());
        }
        else if (verdict.Verified > 0)
        {
            // An empty log has no head to compare later.
            LogWhole(_logger, verdict.Verified, verdict.Head?.ToString());
        }
    }

    [LoggerMessage(30, LogLevel.Information, "The access log is what was written: {Reads} reads up to {Head}.")]
    private static partial void LogWhole(ILogger logger, long reads, string? head);

    [LoggerMessage(31, LogLevel.Error, "The access log is not what was written. {Reason} Its head is {Head}.")]
    private static partial void LogBroken(ILogger logger, string? reason, string? head);

    [LoggerMessage(32, LogLevel.Warning, "The access log could not be verified: {Reason} It is tried again every minute.")]
    private static partial void LogNotVerified(ILogger logger, string reason);

    [LoggerMessage(72, LogLevel.Information, "The access log is not verified. {Reason}", EventName = "ConvLogAccessLogNotVerifiable")]
    private static partial void LogOff(ILogger logger, string reason);
}
