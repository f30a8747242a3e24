using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// The ids of messages to and from language models. In a record an id is a digest of the message; at rest it is keyed, so that it tells nothing to who has not
/// the conversation's key, and shortened to 64 bits: among the 10,000 messages of a long conversation, two of another content meet once in 10^11 conversations.
/// </summary>
internal static class ModelMessageIds
{
    private const int Short = sizeof(long);
    private const int Long = 16;

    // Beside the key for personal payloads: one key is for one purpose.
    private static ReadOnlySpan<byte> Purpose => "ConvLog model message"u8;

    /// <summary>The key under which ids stand at rest, made of a conversation's.</summary>
    public static byte[] KeyOf(ReadOnlySpan<byte> dataKey) => HMACSHA256.HashData(dataKey, Purpose);

    /// <summary>The id as it stands at rest.</summary>
    public static Guid Keyed(ReadOnlySpan<byte> key, Guid id)
    {
        Span<byte> bytes = stackalloc byte[Long];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        id.TryWriteBytes(bytes);
        HMACSHA256.HashData(key, bytes, hash);
        bytes.Clear();
        hash[..Short].CopyTo(bytes);
        return new Guid(bytes);
    }

    /// <summary>Ids as text: 8 bytes each where all are as they stand at rest, else 16 each; the first character says which.</summary>
    public static string Text(IReadOnlyList<Guid> ids)
    {
        byte[] bytes = new byte[ids.Count * Long];
        for (int i = 0; i < ids.Count; i++)
        {
            ids[i].TryWriteBytes(bytes.AsSpan(i * Long));
        }

        int length = Enumerable.Range(0, ids.Count).All(i => bytes.AsSpan((i * Long) + Short, Long - Short).IndexOfAnyExcept((byte)0) < 0) ? Short : Long;
        for (int i = 1; i < ids.Count && length == Short; i++)
        {
            bytes.AsSpan(i * Long, Short).CopyTo(bytes.AsSpan(i * Short));
        }

        return (length == Short ? "s" : "l") + Convert.ToBase64String(bytes.AsSpan(0, ids.Count * length));
    }

    /// <summary>Reads what <see cref="Text"/> gave.</summary>
    public static IReadOnlyList<Guid> Read(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        int length = text[0] == 's' ? Short : Long;
        byte[] bytes = Convert.FromBase64String(text[1..]);
        var ids = new Guid[bytes.Length / length];
        Span<byte> id = stackalloc byte[Long];
        for (int i = 0; i < ids.Length; i++)
        {
            id.Clear();
            bytes.AsSpan(i * length, length).CopyTo(id);
            ids[i] = new Guid(id);
        }

        return ids;
    }
}
