namespace ConvLog.Storage.Payloads;

/// <summary>
/// Keys that were unwrapped in the last 30 seconds. After that they are looked up again, so that a key that another process or host destroyed is soon gone here
/// as well. Any thread.
/// </summary>
/// <typeparam name="TVersion">The version of where the keys are stored: a key is known as of one. <see cref="ValueTuple"/> where there is none.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class RememberedKeys<TVersion>(TimeProvider time)
    where TVersion : struct, IEquatable<TVersion>
{
    private const int Most = 10_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (DataKey Key, long Since, TVersion Version)> _keys = [];
    private (byte[] Key, long Since, TVersion Version)? _hashKey;

    /// <summary>The current time, for <see cref="Keep"/> and <see cref="KeepHashKey"/>.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>A key that is remembered as of this version.</summary>
    public DataKey? Find(long number, TVersion version = default)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(number, out var known) && known.Version.Equals(version) && IsYoung(known.Since) ? known.Key : null;
        }
    }

    /// <summary>A key that is remembered as of any version, where its row was seen just now at this one.</summary>
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

    public void Keep(long number, DataKey key, long since, TVersion version = default)
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

    public byte[]? FindHashKey(TVersion version = default)
    {
        lock (_lock)
        {
            return _hashKey is { } known && known.Version.Equals(version) && IsYoung(known.Since) ? known.Key : null;
        }
    }

    public void KeepHashKey(byte[] key, long since, TVersion version = default)
    {
        lock (_lock)
        {
            _hashKey = (key, since, version);
        }
    }

    /// <summary>Whether something that was so at a moment may still count as so.</summary>
    public bool IsYoung(long since) => time.GetElapsedTime(since) < s_longest;
}
