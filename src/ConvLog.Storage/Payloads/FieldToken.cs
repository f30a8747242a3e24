using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;

namespace ConvLog.Storage.Payloads;

/// <summary>The one word by which the entries are found that have a field of a value. Longer than the word of a gram, so the two are never the same.</summary>
internal static class FieldToken
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";

    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value as <see cref="FieldText.Unquoted"/> writes it.</param>
    public static string Of(string key, string value) => Of(HashOf(key, value));

    /// <param name="hash">What <see cref="HashOf"/> made of a field.</param>
    public static string Of(ulong hash) => string.Create(13, hash, static (token, rest) =>
    {
        for (int i = 0; i < token.Length; i++, rest >>= 5)
        {
            token[i] = Digits[(int)(rest & 31)];
        }
    });

    /// <summary>The number that the word stands for, for an index of numbers.</summary>
    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value as <see cref="FieldText.Unquoted"/> writes it.</param>
    public static ulong HashOf(string key, string value)
    {
        // No key is empty, but one may hold U+0000: the length tells where it ends.
        byte[] source = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value)];
        int length = Encoding.UTF8.GetBytes(key, source.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(source, length);
        Encoding.UTF8.GetBytes(value, source.AsSpan(sizeof(int) + length));

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
