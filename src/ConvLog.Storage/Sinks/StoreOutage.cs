using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// A time in which a store takes nothing. It begins with the second failure in a row, or with the first where someone has to act, and ends when the store
/// answers again. The store is tried for as long as it lasts, after growing waits; nothing is given up.
/// </summary>
/// <param name="store">The store's name.</param>
/// <param name="options">When to try again, and where to report.</param>
internal sealed partial class StoreOutage(string store, StoreSinkOptions options)
{
    // What is acknowledged waits for it once the store is back.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(2);

    // A store that fails at once for ever must not take a processor for itself.
    private static readonly TimeSpan s_shortestDelay = TimeSpan.FromMilliseconds(1);

    private readonly ILogger _logger = GuardedLogger.Around(options.Logger);
    private int _failures;
    private bool _isOn;

    /// <summary>
    /// The wait before something that failed is tried again: doubled each time up to two seconds, and up to half of it taken off at random, so that hosts that
    /// lost one database together do not come back together.
    /// </summary>
    /// <param name="first">The first wait, in full.</param>
    /// <param name="tries">How often it was tried again before.</param>
    public static TimeSpan Delay(TimeSpan first, int tries)
    {
        double longest = Math.Max(first.TotalMilliseconds, s_longestDelay.TotalMilliseconds);
        double full = Math.Min(first.TotalMilliseconds * Math.Pow(2, tries), longest);
        return TimeSpan.FromMilliseconds(full * (1 - (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>Waits until the store is to be tried again.</summary>
    /// <param name="failure">What it failed with.</param>
    /// <param name="queue">Whose flushes wait for it.</param>
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
            _failures = 0; // The sink ends, and has only so long: try soon.
        }
    }

    /// <summary>The store has answered.</summary>
    /// <param name="queue">Whose flushes may wait for it again.</param>
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
