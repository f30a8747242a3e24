namespace ConvLog;

/// <summary>
/// Remembers which keys, in which order, need nothing done: none is missing, reserved, repeated, broken or too long. Keys are literals nearly always, so the same
/// instances come again from the same line of code, and comparing references replaces all checks (5 ns a field less; see docs/benchmarks.md).
/// </summary>
/// <remarks>Any thread may look up and add: a place holds a complete, immutable list or none. The number of lists ever made is bounded, for programs that make keys up.</remarks>
internal static class KeyShapes
{
    /// <summary>Keys longer than this are checked each time.</summary>
    public const int LongestKey = 64;

    private const int Places = 1_024;
    private const int MostMade = 8_192;

    private static readonly string[]?[] s_known = new string[Places][];
    private static int s_made;

    public static bool Contains(ReadOnlySpan<LogField> fields)
    {
        string[]? known = s_known[PlaceOf(fields)];
        if (known is null || known.Length != fields.Length)
        {
            return false;
        }

        for (int i = 0; i < fields.Length; i++)
        {
            if (!ReferenceEquals(known[i], fields[i].RawKey))
            {
                return false;
            }
        }

        return true;
    }

    public static void Add(ReadOnlySpan<LogField> fields)
    {
        if (Interlocked.Increment(ref s_made) > MostMade)
        {
            Volatile.Write(ref s_made, MostMade);
            return;
        }

        string[] keys = new string[fields.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = fields[i].RawKey!;
        }

        Volatile.Write(ref s_known[PlaceOf(fields)], keys);
    }

    private static uint PlaceOf(ReadOnlySpan<LogField> fields)
        => (Fingerprint(fields[0].RawKey) + (Fingerprint(fields[^1].RawKey) * 3) + ((uint)fields.Length * 131)) % Places;

    private static uint Fingerprint(string? key) => string.IsNullOrEmpty(key) ? 0 : ((uint)key.Length * 7) + (key[0] * 31u);
}
