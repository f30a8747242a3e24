using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// Keeps callers from opening the schema again and again while that fails: after ten failures in a row, each call within a growing pause fails as the last
/// attempt did. Used by one caller at a time.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class OpeningPause(TimeProvider time)
{
    private const int AtOnce = 10;

    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    private ConversationStoreException? _last;
    private int _failures;
    private long _at;

    /// <exception cref="ConversationStoreException">It failed a moment ago.</exception>
    public void Demand()
    {
        if (_last is not null && _failures > AtOnce && time.GetElapsedTime(_at) < Length)
        {
            throw _last;
        }
    }

    /// <summary>It failed.</summary>
    /// <returns>Whether for another cause than the last time.</returns>
    public bool Failed(ConversationStoreException e)
    {
        bool isNew = !string.Equals(_last?.Message, e.Message, StringComparison.Ordinal);
        (_last, _at) = (e, time.GetTimestamp());
        _failures++;
        return isNew;
    }

    /// <summary>It was opened.</summary>
    public void Opened() => (_last, _failures) = (null, 0);

    private TimeSpan Length => TimeSpan.FromTicks(Math.Min(s_shortest.Ticks << Math.Min(_failures - AtOnce - 1, 10), s_longest.Ticks));
}
