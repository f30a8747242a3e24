namespace ConvLog.Storage.Payloads;

/// <summary>
/// Ids of messages as they stand at rest, by key: each model call of a conversation names the messages of those before it, and to make an id takes a hash. So
/// many in the process, whatever it stores; of two that share a place, the later one stays. Any thread.
/// </summary>
internal static class KnownMessageIds
{
    private const int Places = 1 << 15; // Two megabytes, when they are all taken.

    private static readonly Known?[] s_known = new Known?[Places];
    private static long s_keys;

    /// <summary>A number for a key that no other one of the process has, so that the key itself is not kept here.</summary>
    public static long NewKey() => Interlocked.Increment(ref s_keys);

    /// <summary>The id under a key; null where it is not known.</summary>
    public static Guid? Find(long key, Guid id) => Volatile.Read(ref PlaceOf(key, id)) is { } known && known.Key == key && known.Id == id ? known.Keyed : null;

    public static void Add(long key, Guid id, Guid keyed) => Volatile.Write(ref PlaceOf(key, id), new Known(key, id, keyed));

    private static ref Known? PlaceOf(long key, Guid id) => ref s_known[HashCode.Combine(key, id) & (Places - 1)];

    private sealed record Known(long Key, Guid Id, Guid Keyed);
}
