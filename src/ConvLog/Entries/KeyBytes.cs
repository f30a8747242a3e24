using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>
/// Remembers keys as they stand in JSON, <c>,"key":</c>. Keys are literals nearly always, so the same instance comes again and costs one copy of bytes.
/// </summary>
/// <remarks>Any thread may look up and add: a place holds a complete, immutable pair or none. The number ever made is bounded, for programs that make keys
/// up.</remarks>
internal sealed class KeyBytes
{
    private const int Places = 1_024;
    private const int MostMade = 8_192;
    private const int LongestKey = 64;

    private static readonly KeyBytes?[] s_known = new KeyBytes?[Places];
    private static int s_made;

    private readonly string _key;
    private readonly byte[] _utf8;

    private KeyBytes(string key, byte[] utf8)
    {
        _key = key;
        _utf8 = utf8;
    }

    /// <summary>The bytes of a key that is known; else empty, and the key is remembered where it may be.</summary>
    public static ReadOnlySpan<byte> Of(string key)
    {
        if (key.Length is 0 or > LongestKey)
        {
            return default;
        }

        uint place = (((uint)key.Length * 7) + (key[0] * 31u) + (key[^1] * 5u) + (key[key.Length / 2] * 17u)) % Places;
        var known = s_known[place];
        return known is not null && ReferenceEquals(known._key, key) ? known._utf8 : Add(key, place);
    }

    private static ReadOnlySpan<byte> Add(string key, uint place)
    {
        if (Interlocked.Increment(ref s_made) > MostMade)
        {
            Volatile.Write(ref s_made, MostMade);
            return default;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes($",\"{JsonEncodedText.Encode(key, EntryJson.WriterOptions.Encoder)}\":");
        Volatile.Write(ref s_known[place], new KeyBytes(key, utf8));
        return utf8;
    }
}
