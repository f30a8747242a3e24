using Microsoft.Extensions.Logging;

namespace ConvLog.Sinks;

/// <summary>
/// Counts the failures of a sink and reports each cause once. Never throws, and never includes the message of an exception, because it may quote an entry.
/// </summary>
/// <param name="sink">The sink's name.</param>
/// <param name="logger">The logger for reports.</param>
internal sealed partial class SinkFailures(string sink, ILogger logger)
{
    // Sufficient to distinguish the causes of failures.
    private const int MostCauses = 64;

    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly ReportedOnce _reported = new(MostCauses);
    private long _failures;
    private int _wasFull;
    private int _waitsForPending;
    private int _leftPending;

    public string Sink => sink;

    /// <summary>The number of calls that failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Failed(string call, Type cause)
    {
        Interlocked.Increment(ref _failures);
        string exception = cause.FullName ?? cause.Name;
        if (_reported.IsFirst($"{call} {exception}"))
        {
            LogSinkFailed(_logger, sink, call, exception);
        }
    }

    /// <summary>A sink's answer to a question about itself; false if it throws, as a test double may.</summary>
    public bool Query(ILogSink asked, string member, Func<ILogSink, bool> ask)
    {
        try
        {
            return ask(asked);
        }
        catch (Exception e)
        {
            Failed(member, e.GetType());
            return false;
        }
    }

    public void QueueIsFull()
    {
        // Read first, because a queue that remains full reaches this with every entry.
        if (Volatile.Read(ref _wasFull) == 0 && Interlocked.Exchange(ref _wasFull, 1) == 0)
        {
            LogQueueFull(_logger, sink);
        }
    }

    public void WaitsForPending(long pending)
    {
        if (Interlocked.Exchange(ref _waitsForPending, 1) == 0)
        {
            LogWaitsForPending(_logger, sink, pending);
        }
    }

    public void LeftPending(long pending, TimeSpan waited)
    {
        if (Interlocked.Exchange(ref _leftPending, 1) == 0)
        {
            LogLeftPending(_logger, sink, waited.TotalSeconds, pending);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The log sink {Sink} failed in {Call} with {Exception}; further failures of this kind are counted and not reported.")]
    private static partial void LogSinkFailed(ILogger logger, string sink, string call, string exception);

    [LoggerMessage(6, LogLevel.Warning,
        "The queue of {Sink} is full: the oldest Info is dropped first, then the oldest Warning. Further drops are counted and not reported.")]
    private static partial void LogQueueFull(ILogger logger, string sink);

    [LoggerMessage(10, LogLevel.Warning, "{Sink} is being disposed and still has {Pending} records pending.")]
    private static partial void LogWaitsForPending(ILogger logger, string sink, long pending);

    [LoggerMessage(7, LogLevel.Warning, "{Sink} was disposed after it had waited {Seconds} s, with {Pending} records pending.")]
    private static partial void LogLeftPending(ILogger logger, string sink, double seconds, long pending);
}
