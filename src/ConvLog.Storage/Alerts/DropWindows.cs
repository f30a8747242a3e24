namespace ConvLog.Storage.Alerts;

/// <summary>How many records were dropped within windows up to now, from a count that only grows. Not thread-safe.</summary>
internal sealed class DropWindows
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    // One for each change, the oldest first: when a count was first seen.
    private readonly LinkedList<(DateTimeOffset At, long Count)> _seen = [];

    /// <summary>Notes a count.</summary>
    public void Add(long count, DateTimeOffset now)
    {
        // Times that a clock which was set back makes future ones are those of now.
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

    /// <summary>Notes a count, and returns by how much it has grown within a window.</summary>
    public long In(TimeSpan window, long count, DateTimeOffset now)
    {
        Add(count, now);
        var before = _seen.Where(seen => seen.At <= now - window).Select(static seen => seen.Count).DefaultIfEmpty(_seen.First!.Value.Count).Last();
        return count - before;
    }
}
