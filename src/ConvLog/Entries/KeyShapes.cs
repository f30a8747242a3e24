namespace ConvLog.Entries;

/// <summary>
/// Caches the lists of keys that need no correction: none is missing, reserved, repeated, invalid or too long. Keys are nearly always literals, so the same
/// instances recur from the same line of code, and comparing references replaces all checks (5 ns a field less; see docs/benchmarks.md).
/// </summary>
/// <remarks>
/// Any thread may look up and add without a lock: a slot contains a complete, immutable list or nothing. The number of slots is fixed, with four for each
/// hash. If all four are in use, a list that has not been used again since it was added is replaced, so that a program that generates keys replaces those
/// lists and not the recurring ones. Only one new list in eight is added, so that such a program does not pay the cost for each.
/// </remarks>
internal static class KeyShapes
{
    /// <summary>Longer keys are checked each time.</summary>
    public const int LongestKey = 64;

    /// <summary>The maximum number of cached lists.</summary>
    public const int Slots = Sets * Ways;

    private const int Ways = 4;
    private const int SetBits = 9;
    private const int Sets = 1 << SetBits;
    private const int MissesPerReplacement = 8;

    private static readonly string[]?[] s_known = new string[Slots][];

    // Whether a list was used again. Written only when that changes, so that threads that use the same list do not contend for its cache line.
    private static readonly bool[] s_isMet = new bool[Slots];

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
        if (SlotFor(fields) is not { } place)
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

    private static int? SlotFor(ReadOnlySpan<LogField> fields)
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

        // All four were used again: those that are used once more from now on are kept.
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
