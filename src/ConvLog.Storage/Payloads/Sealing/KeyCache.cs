namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// A cache of keys that were unwrapped in the last 30 seconds. After that they are read again, so that a key that another process or host destroyed soon
/// disappears here as well. Thread-safe.
/// </summary>
/// <typeparam name="TVersion">The version of the keys' storage: a key is cached for one version. <see cref="ValueTuple"/> for a storage without
/// versions.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class KeyCache<TVersion>(TimeProvider time)
    where TVersion : struct, IEquatable<TVersion>
{
    private const int Most = 10_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (DataKey Key, long Since, TVersion Version)> _keys = [];
    private (byte[] Key, long Since, TVersion Version)? _hashKey;

    /// <summary>The current time, for <see cref="Add"/> and <see cref="SetHashKey"/>.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>Finds a key cached for this version.</summary>
    public DataKey? Find(long number, TVersion version = default)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(number, out var known) && known.Version.Equals(version) && IsYoung(known.Since) ? known.Key : null;
        }
    }

    /// <summary>Finds a key cached for any version, if its row was just read at this version.</summary>
    public DataKey? StillKnown(long number, TVersion version)
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

    public void Add(long number, DataKey key, long since, TVersion version = default)
    {
        lock (_lock)
        {
            if (_keys.Count >= Most)
            {
                _keys.Clear();
            }

            _keys[number] = (key, since, version);
        }
    }

    public void Remove(IEnumerable<long> numbers)
    {
        lock (_lock)
        {
            foreach (long number in numbers)
            {
                _keys.Remove(number);
            }
        }
    }

    public byte[]? FindHashKey(TVersion version = default)
    {
        lock (_lock)
        {
            return _hashKey is { } known && known.Version.Equals(version) && IsYoung(known.Since) ? known.Key : null;
        }
    }

    public void SetHashKey(byte[] key, long since, TVersion version = default)
    {
        lock (_lock)
        {
            _hashKey = (key, since, version);
        }
    }

    /// <summary>Whether information from a point in time is recent enough to be used.</summary>
    public bool IsYoung(long since) => time.GetElapsedTime(since) < s_longest;
}
