using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// The one word by which the entries are found that have a field of a value. It begins with a character that no word of a text has. Numbers and long values
/// are many, and each a word of its own would take more room than all words of texts: they share short ones, so that the entry has to be read.
/// </summary>
internal static class FieldToken
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const char Exact = '\uE000';
    private const char Shared = '\uE001';
    private const int ExactLength = 12;
    private const int SharedLength = 3;
    private const int LongestNumber = 3;
    private const int LongestName = 16;

    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value as <see cref="FieldText.Unquoted"/> writes it.</param>
    public static string Of(string key, string value)
    {
        bool isExact = IsExact(value);
        return string.Create(1 + (isExact ? ExactLength : SharedLength), (isExact, Hash: HashOf(key, value)), static (token, of) =>
        {
            token[0] = of.isExact ? Exact : Shared;
            ulong rest = of.Hash;
            foreach (ref char digit in token[1..])
            {
                digit = Digits[(int)(rest & 31)];
                rest >>= 5;
            }
        });
    }

    /// <summary>Whether no other field has the word, so that whatever has it has the field.</summary>
    public static bool IsExact(string value)
        => value.Length <= LongestNumber || (value.Length <= LongestName && !value.AsSpan().ContainsAnyInRange('0', '9'));

    /// <summary>Whether a word of the index, in UTF-8, is one of a field.</summary>
    public static bool Is(ReadOnlySpan<byte> word) => word.StartsWith("\uE000"u8) || word.StartsWith("\uE001"u8);

    private static ulong HashOf(string key, string value)
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
