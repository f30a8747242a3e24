namespace ConvLog.Entries;

/// <summary>
/// Remembers which keys, in which order, need nothing done: none is missing, reserved, repeated, broken or too long. Keys are literals nearly always, so the
/// same instances come again from the same line of code, and comparing references replaces all checks (5 ns a field less; see docs/benchmarks.md).
/// </summary>
/// <remarks>
/// Any thread may look up and add, without a lock: a place holds a complete, immutable list or none. There is a fixed number of places, four for each hash.
/// Where all four are taken, a list that was not met again since it was added gives way, so that a program that makes keys up replaces those and not the lines
/// that come again; and only one new list in eight is added, so that it does not pay for remembering each.
/// </remarks>
internal static class KeyShapes
{
    /// <summary>Keys longer than this are checked each time.</summary>
    public const int LongestKey = 64;

    /// <summary>How many lists are remembered at most.</summary>
    public const int Places = Sets * Ways;

    private const int Ways = 4;
    private const int SetBits = 9;
    private const int Sets = 1 << SetBits;
    private const int MissesPerReplacement = 8;

    private static readonly string[]?[] s_known = new string[Places][];

    // Whether a list was met again. Written only when that changes, so that threads that meet the same do not take its line from one another.
    private static readonly bool[] s_isMet = new bool[Places];

    [ThreadStatic]
    private static uint t_misses;

    public static bool Contains(ReadOnlySpan<LogField> fields)
    {
        int first = SetOf(fields);
        for (int place = first; place < first + Ways; place++)
        {
            if (s_known[place] is { } keys && AreSame(keys, fields))
            {
                if (!s_isMet[place])
                {
                    s_isMet[place] = true;
                }

                return true;
            }
        }

        return false;
    }

    public static void Add(ReadOnlySpan<LogField> fields)
    {
        if (PlaceFor(fields) is not { } place)
        {
            return;
        }

        string[] keys = new string[fields.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = fields[i].RawKey!;
        }

        s_isMet[place] = false;
        Volatile.Write(ref s_known[place], keys);
    }

    private static int? PlaceFor(ReadOnlySpan<LogField> fields)
    {
        int first = SetOf(fields);
        int free = Array.IndexOf(s_known, null, first, Ways);
        if (free >= 0)
        {
            return free;
        }

        uint misses = ++t_misses;
        if (misses % MissesPerReplacement != 0)
        {
            return null;
        }

        for (uint i = 0; i < Ways; i++)
        {
            int place = first + (int)((i + (misses / MissesPerReplacement)) % Ways);
            if (!s_isMet[place])
            {
                return place;
            }
        }

        // All four came again: those that do so once more stay.
        Array.Clear(s_isMet, first, Ways);
        return null;
    }

    private static bool AreSame(string[] keys, ReadOnlySpan<LogField> fields)
    {
        if (keys.Length != fields.Length)
        {
            return false;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            if (!ReferenceEquals(keys[i], fields[i].RawKey))
            {
                return false;
            }
        }

        return true;
    }

    // The upper bits of a product depend on all bits of the factors.
    private static int SetOf(ReadOnlySpan<LogField> fields)
        => (int)((Fingerprint(fields[0].RawKey) + (Fingerprint(fields[^1].RawKey) * 31) + (uint)fields.Length) * 0x9E37_79B1u >> (32 - SetBits)) * Ways;

    private static uint Fingerprint(string? key) => string.IsNullOrEmpty(key) ? 0 : ((uint)key.Length * 7) + (key[0] * 31u) + (key[^1] * 1_021u);
}
