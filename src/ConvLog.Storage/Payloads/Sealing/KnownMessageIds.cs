namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// A cache of keyed message IDs: each model call of a conversation refers to the messages of earlier ones, and computing an ID takes a hash. One cache of fixed
/// size for the whole process; a new ID replaces another one in its slot. Thread-safe.
/// </summary>
internal static class KnownMessageIds
{
    private const int Slots = 1 << 15; // Two megabytes when the cache is full.

    private static readonly Known?[] s_known = new Known?[Slots];
    private static long s_keys;

    /// <summary>A process-wide unique number for a key, so that the cache does not hold the key itself.</summary>
    public static long NewKey() => Interlocked.Increment(ref s_keys);

    /// <summary>The keyed ID; null if it is not cached.</summary>
    public static Guid? Find(long key, Guid id) => Volatile.Read(ref SlotOf(key, id)) is { } known && known.Key == key && known.Id == id ? known.Keyed : null;

    public static void Add(long key, Guid id, Guid keyed) => Volatile.Write(ref SlotOf(key, id), new Known(key, id, keyed));

    private static ref Known? SlotOf(long key, Guid id) => ref s_known[HashCode.Combine(key, id) & (Slots - 1)];

    private sealed record Known(long Key, Guid Id, Guid Keyed);
}
