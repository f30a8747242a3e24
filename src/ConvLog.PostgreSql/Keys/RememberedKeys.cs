using ConvLog.Payloads;

namespace ConvLog.PostgreSql;

/// <summary>Keys that were unwrapped of late. After half a minute they are looked for again, so that a key that another host destroyed is soon gone here as well. Any thread.</summary>
/// <param name="time">The clock.</param>
internal sealed class RememberedKeys(TimeProvider time)
{
    private const int Most = 10_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (DataKey Key, long Since)> _keys = [];
    private (byte[] Key, long Since)? _hashKey;

    /// <summary>The moment to keep a key with: before its row is looked for.</summary>
    public long Now => time.GetTimestamp();

    public DataKey? Find(long number)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(number, out var known) && IsYoung(known.Since) ? known.Key : null;
        }
    }

    public void Keep(long number, DataKey key, long since)
    {
        lock (_lock)
        {
            if (_keys.Count >= Most)
            {
                _keys.Clear();
            }

            _keys[number] = (key, since);
        }
    }

    public void Forget(IEnumerable<long> numbers)
    {
        lock (_lock)
        {
            foreach (long number in numbers)
            {
                _keys.Remove(number);
            }
        }
    }

    public byte[]? FindHashKey()
    {
        lock (_lock)
        {
            return _hashKey is { } known && IsYoung(known.Since) ? known.Key : null;
        }
    }

    public void KeepHashKey(byte[] key, long since)
    {
        lock (_lock)
        {
            _hashKey = (key, since);
        }
    }

    /// <summary>Whether something that was so at a moment may still count as so.</summary>
    public bool IsYoung(long since) => time.GetElapsedTime(since) < s_longest;
}
