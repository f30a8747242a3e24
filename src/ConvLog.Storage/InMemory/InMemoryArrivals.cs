using System.Globalization;
using ConvLog.Storage.Arrivals;

namespace ConvLog.Storage.InMemory;

/// <summary>The latest arrivals, in memory. Safe to use from any thread.</summary>
/// <param name="time">The clock.</param>
internal sealed class InMemoryArrivals(TimeProvider time)
{
    private const int Most = 65_536;

    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly ArrivalSignal _signal = new();
    private readonly Queue<(string Conversation, long At)> _kept = new();
    private readonly string _log = Guid.NewGuid().ToString("N");
    private long _last;

    /// <summary>Adds arrivals and wakes the waiting readers.</summary>
    public void Add(IEnumerable<string> conversations)
    {
        long now = time.GetUtcNow().UtcTicks;
        lock (_lock)
        {
            foreach (string conversation in conversations)
            {
                _kept.Enqueue((conversation, now));
                _last++;
            }

            while (_kept.Count > Most)
            {
                _kept.Dequeue();
            }
        }

        _signal.Set();
    }

    /// <summary>Reads the arrivals after a cursor.</summary>
    /// <param name="after">The cursor.</param>
    /// <param name="limit">The maximum number of conversations.</param>
    /// <param name="isShown">Whether a conversation exists.</param>
    public ArrivalPage Read(string? after, int limit, Func<string, bool> isShown)
    {
        lock (_lock)
        {
            if (after is null || PositionOf(after) is not { } place)
            {
                return new ArrivalPage { Conversations = [], Next = Cursor(_last), IsGap = after is not null };
            }

            var found = new DistinctConversations();
            foreach (var (conversation, _) in _kept.Skip((int)(place - (_last - _kept.Count))))
            {
                if (found.Count == limit)
                {
                    break;
                }

                place++;
                if (isShown(conversation))
                {
                    found.Add(conversation);
                }
            }

            return new ArrivalPage { Conversations = found.Ids, Next = Cursor(place) };
        }
    }

    /// <summary>A cursor before the arrivals at or after a time; one that is not valid if some of them may no longer be kept.</summary>
    public string Find(DateTimeOffset since)
    {
        lock (_lock)
        {
            long first = _last - _kept.Count;
            if (since < time.GetUtcNow() - s_kept || (first > 0 && since.UtcTicks <= _kept.Peek().At))
            {
                return Cursor(-1);
            }

            return Cursor(first + _kept.TakeWhile(arrival => arrival.At < since.UtcTicks).Count());
        }
    }

    /// <summary>Waits for an arrival after a cursor.</summary>
    public async ValueTask WaitAsync(string after, TimeSpan longest, CancellationToken cancellationToken)
    {
        var next = _signal.Next; // Read first, so that an arrival during the check sets it.
        if (!HasArrivals(after))
        {
            await ArrivalSignal.WaitAsync(next, longest, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool HasArrivals(string after)
    {
        lock (_lock)
        {
            return PositionOf(after) is not { } place || place < _last;
        }
    }

    private string Cursor(long place) => string.Create(CultureInfo.InvariantCulture, $"{_log}.{place}");

    // Null for a cursor of another store, or of arrivals that are no longer kept.
    private long? PositionOf(string cursor)
        => cursor.Length > _log.Length && cursor.StartsWith(_log + ".", StringComparison.Ordinal)
            && long.TryParse(cursor.AsSpan(_log.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long place)
            && place <= _last && place >= _last - _kept.Count
            ? place
            : null;
}
