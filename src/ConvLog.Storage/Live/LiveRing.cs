using System.Security.Cryptography;
using ConvLog.Records;
using ConvLog.Storage.Arrivals;

namespace ConvLog.Storage.Live;

/// <summary>
/// The latest events for readers of one kind, in memory, numbered. Each follower reads it at its own pace and holds no events of its own; a follower who
/// falls too far behind reads the store. Safe to use from any thread.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class LiveRing(TimeProvider time)
{
    /// <summary>The maximum number of events.</summary>
    public const int Most = 16_384;

    /// <summary>The approximate maximum size, in characters.</summary>
    public const long MostWeight = 8 * 1_024 * 1_024;

    /// <summary>How long events are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    // Identifies this ring in its places: exactly the events published later follow them.
    private readonly ulong _id = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly Lock _lock = new();
    private readonly ArrivalSignal _signal = new();
    private readonly LiveEvent?[] _events = new LiveEvent?[Most];
    private readonly Dictionary<Guid, long> _numbers = [];
    private long _first;
    private long _next;
    private long _weight;
    private long _lastStamp;

    // All events published since this time are kept.
    private long _completeSince = long.MaxValue;

    /// <summary>Completes when an event is added, or when the ring changes in another way that followers must see.</summary>
    public Task Changed => _signal.Next;

    public void Wake() => _signal.Set();

    /// <summary>Adds events, and sets the time and place of each.</summary>
    public void Add(IReadOnlyList<LiveEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            // A conversation follows its entries: the events up to this time end with it.
            var (stamp, last) = (LaterStamp(), (Guid?)null);
            foreach (var told in events)
            {
                last = told.LoggedId ?? last;
                Append(told with { PublishedAt = stamp, Place = new LivePosition(stamp, last, told.LoggedId is null ? _id : null).ToString() });
            }

            Trim(stamp);
        }

        _signal.Set();
    }

    /// <summary>Removes all events: those before now may be incomplete.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Array.Clear(_events);
            _first = _next;
            _numbers.Clear();
            _weight = 0;
            _completeSince = LaterStamp() + 1;
        }

        _signal.Set();
    }

    /// <summary>The number of the next event, and the place before it.</summary>
    public (long Number, LivePosition Place) End()
    {
        lock (_lock)
        {
            return (_next, CurrentPosition());
        }
    }

    /// <summary>
    /// Finds the number of the event that follows a place. For a place of this ring it is exactly the next event; otherwise one early enough to include
    /// events that another host, with its own order and clock, had not published yet. Null if that event is no longer kept.
    /// </summary>
    public long? Find(LivePosition place)
    {
        lock (_lock)
        {
            Trim(Stamp());
            if (place.Ring is null && place.Logged is { } id && _numbers.TryGetValue(id, out long number) && At(number).PublishedAt == place.At)
            {
                return number + 1;
            }

            long since = place.Ring == _id ? place.At + 1 : place.At - LivePosition.Slack.Ticks;
            if (since < _completeSince)
            {
                return null;
            }

            long behind = _first;
            while (behind < _next && At(behind).PublishedAt < since)
            {
                behind++;
            }

            return behind;
        }
    }

    /// <summary>Reads events from a number on, and the place after them; null if they are no longer kept.</summary>
    public (IReadOnlyList<LiveEvent> Events, LivePosition Place)? Read(long from, int most)
    {
        lock (_lock)
        {
            if (from < _first)
            {
                return null;
            }

            var events = new LiveEvent[Math.Min(most, _next - from)];
            for (int i = 0; i < events.Length; i++)
            {
                events[i] = At(from + i);
            }

            return (events, CurrentPosition());
        }
    }

    private LiveEvent At(long number) => _events[number % Most]!;

    private void Append(LiveEvent told)
    {
        if (_next - _first == Most)
        {
            DropFirst();
        }

        if (told.LoggedId is { } id)
        {
            _numbers.TryAdd(id, _next);
        }

        _events[_next++ % Most] = told;
        _weight += told.Weight;
    }

    private void Trim(long now)
    {
        while (_first < _next && (_weight > MostWeight || At(_first).PublishedAt < now - Kept.Ticks))
        {
            DropFirst();
        }
    }

    private void DropFirst()
    {
        var oldest = At(_first);
        if (oldest.LoggedId is { } id && _numbers.TryGetValue(id, out long number) && number == _first)
        {
            _numbers.Remove(id);
        }

        _weight -= oldest.Weight;
        _completeSince = oldest.PublishedAt + 1;
        _events[_first++ % Most] = null;
    }

    private LivePosition CurrentPosition() => new(Stamp(), Ring: _id);

    // Later than every existing place, even if the clock does not advance.
    private long LaterStamp() => _lastStamp = Math.Max(_lastStamp + 1, time.GetUtcNow().UtcTicks);

    // A clock that is set back must not make a later event the earlier one.
    private long Stamp() => _lastStamp = Math.Max(_lastStamp, time.GetUtcNow().UtcTicks);
}
