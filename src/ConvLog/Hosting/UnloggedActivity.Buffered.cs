using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <content>Calls of loggers that were buffered.</content>
public sealed partial class UnloggedActivity
{
    private long _bufferedSince;
    private long? _bufferedReportedAt;

    /// <summary>Counts buffered log calls whose conversation is unknown or no longer available.</summary>
    internal static void ReportBuffered(int count)
    {
        CaptureMeter.UnloggedBuffered(count);
        foreach (var known in Hosts())
        {
            known.AddBuffered(count);
        }
    }

    private void AddBuffered(int count)
    {
        long since;
        lock (_lock)
        {
            _bufferedSince += count;
            if (_bufferedReportedAt is { } reported && _time.GetElapsedTime(reported) < s_interval)
            {
                return;
            }

            (since, _bufferedSince, _bufferedReportedAt) = (_bufferedSince, 0, _time.GetTimestamp());
        }

        LogBuffered(_logger, since);
    }

    [LoggerMessage(64, LogLevel.Warning,
        "Buffered log calls: {BufferedCalls}. A buffer of the host, such as that of AddGlobalBuffer, has written them without saying in which conversation "
            + "they were made, or that conversation is no longer open; none became an entry. A log enricher that adds LogCallPlace.Current under "
            + "LogCallPlace.Key to each call says it. Repeated at most once an hour.")]
    private static partial void LogBuffered(ILogger logger, long bufferedCalls);
}
