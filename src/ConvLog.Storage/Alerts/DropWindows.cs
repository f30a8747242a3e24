namespace ConvLog.Storage.Alerts;

/// <summary>Computes how many records were dropped within windows up to now, from an increasing count. Not thread-safe.</summary>
internal sealed class DropWindows
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    // The first time of each count, the oldest first.
    private readonly LinkedList<(DateTimeOffset At, long Count)> _seen = [];

    /// <summary>Adds a count.</summary>
    public void Add(long count, DateTimeOffset now)
    {
        // Times that are in the future because the clock was set back are changed to now.
        while (_seen.Last is { Value: var last } && last.At > now)
        {
            _seen.RemoveLast();
            count = Math.Max(count, last.Count);
        }

        if (_seen.Last?.Value.Count != count)
        {
            _seen.AddLast((now, count));
        }

        while (_seen.First?.Next is { Value.At: var next } && now - next >= s_longest)
        {
            _seen.RemoveFirst();
        }
    }

    /// <summary>Adds a count, and returns its increase within a window.</summary>
    public long In(TimeSpan window, long count, DateTimeOffset now)
    {
        Add(count, now);
        var before = _seen.Where(seen => seen.At <= now - window).Select(static seen => seen.Count).DefaultIfEmpty(_seen.First!.Value.Count).Last();
        return count - before;
    }
}
