using ConvLog.Privacy;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Hosting;

/// <summary>
/// Determines how much of a conversation a host records: as its rule decides, but no more than an earlier opening in this process allowed. Safe to use from
/// any thread.
/// </summary>
/// <param name="rule">The rule; null if there is none.</param>
/// <param name="logger">Reports a failing rule.</param>
internal sealed partial class HostRecording(Func<ConversationInfo, Recording>? rule, ILogger logger)
{
    // Only the latest ones, so that a host that records nothing by default does not fill memory. Stores also know what is recorded without text.
    private const int MostRemembered = 100_000;

    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly Dictionary<string, Recording> _strict = new(StringComparer.Ordinal);
    private readonly Queue<string> _inOrder = new();
    private int _hasFailed;

    /// <summary>The level of an opening.</summary>
    public Recording Of(ConversationInfo info)
    {
        var level = RecordingLevels.Stricter(info.Recording, ByRule(info));
        lock (_strict)
        {
            if (_strict.TryGetValue(info.Id, out var earlier))
            {
                return _strict[info.Id] = RecordingLevels.Stricter(level, earlier);
            }

            if (level != Recording.Full)
            {
                Remember(info.Id, level);
            }

            return level;
        }
    }

    private Recording ByRule(ConversationInfo info)
    {
        try
        {
            return rule?.Invoke(info) ?? Recording.Full;
        }
        catch (Exception e)
        {
            if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
            {
                LogRuleFailed(_logger, e.GetType().FullName ?? e.GetType().Name);
            }

            return Recording.MetadataOnly;
        }
    }

    private void Remember(string id, Recording level)
    {
        if (_inOrder.Count >= MostRemembered)
        {
            _strict.Remove(_inOrder.Dequeue());
        }

        _strict[id] = level;
        _inOrder.Enqueue(id);
    }

    [LoggerMessage(37, LogLevel.Error,
        "ConvLogOptions.RecordingRule failed with {Exception}: the conversation is recorded without text. Further failures are not reported.")]
    private static partial void LogRuleFailed(ILogger logger, string exception);
}
