using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// The IDs of messages to and from language models. In a record, an ID is a digest of the message. In a store it is keyed, so that it reveals nothing without
/// the conversation's key, and shortened to 64 bits: among the 10,000 messages of a long conversation, two different ones collide once in 10^11 conversations.
/// </summary>
internal static class ModelMessageIds
{
    private const int Short = sizeof(long);
    private const int Long = 16;

    // Derives a key for this purpose only, other than the key for personal payloads.
    private static ReadOnlySpan<byte> Purpose => "ConvLog model message"u8;

    /// <summary>Derives the key for stored IDs from a conversation's key.</summary>
    public static byte[] KeyOf(ReadOnlySpan<byte> dataKey) => HMACSHA256.HashData(dataKey, Purpose);

    /// <summary>The stored form of an ID.</summary>
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

    /// <summary>Encodes IDs as text: 8 bytes each if all have the stored form, otherwise 16 each; the first character says which.</summary>
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

    /// <summary>Reads the text of <see cref="Text"/>.</summary>
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
