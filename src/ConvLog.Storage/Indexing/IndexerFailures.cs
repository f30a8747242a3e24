using System.Collections.Concurrent;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Storage.Indexing;

/// <summary>The current failure of the indexer: kept for health, logged once per cause, and retried with increasing delays.</summary>
/// <param name="logger">The logger.</param>
/// <param name="time">The clock.</param>
internal sealed partial class IndexerFailures(ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly ConcurrentDictionary<string, bool> _reported = new(StringComparer.Ordinal);
    private TimeSpan _pause = s_shortestPause;
    private DateTimeOffset? _since;
    private volatile string? _lastFailure;
    private long _unreadable;

    public string? LastFailure => _lastFailure;

    public long Unreadable => Interlocked.Read(ref _unreadable);

    public void Passed() => (_lastFailure, _since, _pause) = (null, null, s_shortestPause);

    /// <returns>The delay before the next try.</returns>
    public TimeSpan Failed(Exception e)
    {
        // Messages of other exceptions may contain stored data.
        string cause = e is ConversationStoreException ? e.Message : e.GetType().Name;
        _since ??= time.GetUtcNow();
        _lastFailure = $"Since {_since:O}: {cause}";
        ReportOnce("failed", cause, static (logger, cause) => LogFailed(logger, cause));

        var pause = _pause;
        _pause = TimeSpan.FromTicks(Math.Min(2 * _pause.Ticks, s_longestPause.Ticks));
        return pause;
    }

    /// <param name="causes">Why texts could not be read, one error each.</param>
    public void Unread(IReadOnlyList<Exception> causes)
    {
        Interlocked.Add(ref _unreadable, causes.Count);
        foreach (var cause in causes)
        {
            ReportOnce("unread", cause.GetType().Name, static (logger, cause) => LogUnread(logger, cause));
        }
    }

    /// <summary>The index was damaged and has been rebuilt from the stored data.</summary>
    public void Rebuilt() => LogRebuilt(_logger);

    private void ReportOnce(string what, string cause, Action<ILogger, string> report)
    {
        if (_reported.TryAdd($"{what} {cause}", true))
        {
            report(_logger, cause);
        }
    }

    [LoggerMessage(21, LogLevel.Warning,
        "The text index cannot be brought up to date: {Cause} What is new is not found by its text until then. It is tried again; further failures of this "
        + "kind are not reported.")]
    private static partial void LogFailed(ILogger logger, string cause);

    [LoggerMessage(22, LogLevel.Warning,
        "An entry or turn could not be read for the text index ({Exception}) and is not found by its text. Further ones of this kind are counted and not "
        + "reported.")]
    private static partial void LogUnread(ILogger logger, string exception);

    [LoggerMessage(26, LogLevel.Warning,
        "The text index was damaged. It is built again from the stored conversations; until that is done, searches are not complete. Check the disk.")]
    private static partial void LogRebuilt(ILogger logger);
}
