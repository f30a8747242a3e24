using ConvLog.Payloads;

namespace ConvLog.Sqlite;

/// <summary>Keys that were unwrapped of late. Each is known to be in the keys file as of some version of that. Any thread.</summary>
/// <param name="time">The clock.</param>
internal sealed class RememberedKeys(TimeProvider time)
{
    private const int Most = 10_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (DataKey Key, KeysVersion Version, long Since)> _keys = [];
    private (byte[] Key, KeysVersion Version, long Since)? _hashKey;

    /// <summary>A key that is remembered, and whose row is there.</summary>
    public DataKey? Find(long number, KeysVersion version)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(number, out var known) && known.Version == version && IsYoung(known.Since) ? known.Key : null;
        }
    }

    /// <summary>A key that is remembered, where its row was seen just now.</summary>
    public DataKey? StillKnown(long number, KeysVersion version)
    {
        lock (_lock)
        {
            if (!_keys.TryGetValue(number, out var known) || !IsYoung(known.Since))
            {
                return null;
            }

            _keys[number] = known with { Version = version };
            return known.Key;
        }
    }

    public void Keep(long number, DataKey key, KeysVersion version)
    {
        lock (_lock)
        {
            if (_keys.Count >= Most)
            {
                _keys.Clear();
            }

            _keys[number] = (key, version, time.GetTimestamp());
        }
    }

    public void Forget(long number)
    {
        lock (_lock)
        {
            _keys.Remove(number);
        }
    }

    public byte[]? FindHashKey(KeysVersion version)
    {
        lock (_lock)
        {
            return _hashKey is { } known && known.Version == version && IsYoung(known.Since) ? known.Key : null;
        }
    }

    public void KeepHashKey(byte[] key, KeysVersion version)
    {
        lock (_lock)
        {
            _hashKey = (key, version, time.GetTimestamp());
        }
    }

    private bool IsYoung(long since) => time.GetElapsedTime(since) < s_longest;
}
