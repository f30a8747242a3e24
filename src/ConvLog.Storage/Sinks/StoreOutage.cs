using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// A period in which the store accepts no records. It begins with the second failure in a row, or with the first that needs an operator, and ends when the
/// store answers again. Until then writes are retried with increasing delays, and no record is dropped.
/// </summary>
/// <param name="store">The store's name.</param>
/// <param name="options">The retry delay, and the logger for reports.</param>
internal sealed partial class StoreOutage(string store, StoreSinkOptions options)
{
    // The delay also applies to acknowledged records once the store is back.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(2);

    // Keeps a store that always fails immediately from occupying a processor.
    private static readonly TimeSpan s_shortestDelay = TimeSpan.FromMilliseconds(1);

    private readonly ILogger _logger = GuardedLogger.Around(options.Logger);
    private int _failures;
    private bool _isOn;

    /// <summary>
    /// The delay before a retry: doubled each time up to two seconds, less a random part of up to one half, so that hosts that lost the same database do not
    /// reconnect at the same time.
    /// </summary>
    /// <param name="first">The full first delay.</param>
    /// <param name="tries">The number of earlier retries.</param>
    public static TimeSpan Delay(TimeSpan first, int tries)
    {
        double longest = Math.Max(first.TotalMilliseconds, s_longestDelay.TotalMilliseconds);
        double full = Math.Min(first.TotalMilliseconds * Math.Pow(2, tries), longest);
        return TimeSpan.FromMilliseconds(full * (1 - (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>Waits until the next retry.</summary>
    /// <param name="failure">The failure of the write.</param>
    /// <param name="queue">The queue, whose flushes do not wait during an outage.</param>
    public async ValueTask WaitAsync(StoreFailure failure, SinkQueue<QueuedRecord> queue)
    {
        _failures++;
        if (!_isOn && (_failures > 1 || failure.Fault is StoreFault.Unusable))
        {
            _isOn = true;
            queue.BeginOutage();
            LogOutage(_logger, store, failure.Reason);
        }

        var first = options.RetryDelay > s_shortestDelay ? options.RetryDelay : s_shortestDelay;
        if (await queue.PauseAsync(Delay(first, _failures - 1), options.TimeProvider).ConfigureAwait(false))
        {
            _failures = 0; // The sink is ending and has limited time: retry soon.
        }
    }

    /// <summary>Ends the outage after the store has answered.</summary>
    /// <param name="queue">The queue, whose flushes may wait for the store again.</param>
    public void End(SinkQueue<QueuedRecord> queue)
    {
        _failures = 0;
        if (_isOn)
        {
            _isOn = false;
            queue.EndOutage();
            LogOutageEnded(_logger, store);
        }
    }

    [LoggerMessage(8, LogLevel.Error, "The store {Store} takes nothing: {Reason} Records wait in the queue, and writing is tried again until it works.")]
    private static partial void LogOutage(ILogger logger, string store, string reason);

    [LoggerMessage(9, LogLevel.Information, "The store {Store} works again.")]
    private static partial void LogOutageEnded(ILogger logger, string store);
}
