using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// Limits attempts to open the schema: a failure is shared by all callers that waited for the attempt, and after ten failures in a row, calls within a growing
/// pause fail with the last error. Used by one caller at a time, except for <see cref="Failures"/>.
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

    /// <summary>The number of failures since the last successful attempt.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <param name="failures">The number of failures when the caller began to wait.</param>
    /// <exception cref="ConversationStoreException">An attempt failed while the caller waited, or recently.</exception>
    public void ThrowIfFailed(int failures)
    {
        if (_last is not null && (_failures > failures || (_failures > AtOnce && time.GetElapsedTime(_at) < Length)))
        {
            throw _last;
        }
    }

    /// <summary>Records a failed attempt.</summary>
    /// <returns>Whether the reason is another one than last time.</returns>
    public bool Failed(ConversationStoreException e)
    {
        bool isNew = !string.Equals(_last?.Message, e.Message, StringComparison.Ordinal);
        (_last, _at) = (e, time.GetTimestamp());
        _failures++;
        return isNew;
    }

    /// <summary>Records a successful attempt.</summary>
    public void Opened() => (_last, _failures) = (null, 0);

    private TimeSpan Length => TimeSpan.FromTicks(Math.Min(s_shortest.Ticks << Math.Min(_failures - AtOnce - 1, 10), s_longest.Ticks));
}
