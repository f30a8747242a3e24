using ConvLog.Sinks;
using ConvLog.Storage.Background;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Access;

/// <summary>
/// Verifies the access log's chain in the background, at the host's start and every six hours, and remembers the verdict for health. The host's log gets the
/// head each time: where that log is kept elsewhere, the head is noted there. Any thread.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where verdicts are reported.</param>
internal sealed partial class AccessLogWatch(IAccessLog store, TimeProvider time, ILogger logger) : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(6);
    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(1);

    // How long ending waits for a part that is being read.
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly Lock _lock = new();
    private readonly BackgroundLoop _loop = new(time);
    private AccessVerification? _verdict;
    private DateTimeOffset? _verifiedAt;
    private DateTimeOffset? _failedAt;
    private string? _failure;
    private bool _isWatching;

    /// <summary>The verification that is under way in the background, for tests.</summary>
    internal Task Work => _loop.Work;

    /// <summary>Begins, once. Returns at once, whatever the store does.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_isWatching || _loop.Stopping.IsCancellationRequested)
            {
                return;
            }

            _isWatching = true;
        }

        _loop.Start(RunAsync, Retry);
        _loop.Wake();
    }

    /// <summary>Verifies now, for a caller who waits. Health learns of it.</summary>
    /// <param name="noted">A head that was noted elsewhere; null for none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask<AccessVerification> VerifyAsync(AccessChainHead? noted, CancellationToken cancellationToken)
    {
        var verdict = await store.VerifyAccessAsync(noted, cancellationToken).ConfigureAwait(false);
        if (verdict.HasNotedHead is not false)
        {
            Keep(verdict); // What does not go through a head may be the fault of the head that was given.
        }

        return verdict;
    }

    /// <summary>The verdict as a part of health; null where there is none and none is to come.</summary>
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

    /// <summary>Ends the verification that is under way, and waits for it up to 5 seconds.</summary>
    public ValueTask DisposeAsync() => _loop.StopAsync(s_disposeTimeout); // A store that hangs does not keep the host from ending.

    /// <summary>As <see cref="DisposeAsync"/>, without the wait.</summary>
    public void Dispose() => _loop.Dispose();

    private async ValueTask<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            Report(await VerifyAsync(noted: null, cancellationToken).ConfigureAwait(false));
            return s_interval;
        }
        catch (NotSupportedException)
        {
            lock (_lock)
            {
                _isWatching = false; // The store keeps no chain.
            }

            return null;
        }
    }

    private TimeSpan? Retry(Exception e)
    {
        Failed(e);
        return s_retry;
    }

    private void Keep(AccessVerification verdict)
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
        // Another exception's message may repeat what was written.
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
            // An empty log has no head that could be compared later.
            LogWhole(_logger, verdict.Verified, verdict.Head?.ToString());
        }
    }

    [LoggerMessage(30, LogLevel.Information, "The access log is what was written: {Reads} reads up to {Head}.")]
    private static partial void LogWhole(ILogger logger, long reads, string? head);

    [LoggerMessage(31, LogLevel.Error, "The access log is not what was written. {Reason} Its head is {Head}.")]
    private static partial void LogBroken(ILogger logger, string? reason, string? head);

    [LoggerMessage(32, LogLevel.Warning, "The access log could not be verified: {Reason} It is tried again every minute.")]
    private static partial void LogNotVerified(ILogger logger, string reason);
}
