using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>
/// Caches keys in their JSON form, <c>,"key":</c>. Keys are nearly always literals, so the same instances recur and cost one copy of bytes.
/// </summary>
/// <remarks>Any thread may look up and add: a slot contains a complete, immutable pair or nothing. The total number of pairs is bounded, for programs that
/// generate keys.</remarks>
internal sealed class KeyBytes
{
    private const int Slots = 1_024;
    private const int MostMade = 8_192;
    private const int LongestKey = 64;

    private static readonly KeyBytes?[] s_known = new KeyBytes?[Slots];
    private static int s_made;

    private readonly string _key;
    private readonly byte[] _utf8;

    private KeyBytes(string key, byte[] utf8)
    {
        _key = key;
        _utf8 = utf8;
    }

    /// <summary>The bytes of a cached key; otherwise empty, and the key is added to the cache if there is room.</summary>
    public static ReadOnlySpan<byte> Of(string key)
    {
        if (key.Length is 0 or > LongestKey)
        {
            return default;
        }

        uint place = (((uint)key.Length * 7) + (key[0] * 31u) + (key[^1] * 5u) + (key[key.Length / 2] * 17u)) % Slots;
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
