namespace ConvLog;

/// <summary>
/// Remembers keys that need nothing done. Keys are literals nearly always, so the same instance comes again: one comparison of references replaces the checks
/// (4 ns a field). Any thread may read and write it: an entry is a reference, and only ever one to a key that was checked.
/// </summary>
internal static class PlainKeys
{
    private const int Size = 512;

    private static readonly string?[] s_known = new string?[Size];

    /// <summary>Tells keys apart cheaply; keys that differ can share it.</summary>
    public static uint Fingerprint(string key) => ((uint)key.Length * 7) + (key[0] * 31u) + key[^1] + (key[key.Length / 2] * 17u);

    public static bool Contains(string key, uint fingerprint) => ReferenceEquals(s_known[fingerprint % Size], key);

    public static void Add(string key, uint fingerprint) => s_known[fingerprint % Size] = key;
}
