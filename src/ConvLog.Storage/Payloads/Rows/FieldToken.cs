using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// Index words for the entries that have a field with a certain value. A value that is likely to recur, such as a name or a small number, has its own word for
/// the combination with its key; it begins with a character that words of texts cannot contain. Numbers and long texts are too diverse: they are found by the
/// words of their text, and the entry must be read to compare.
/// </summary>
internal static class FieldToken
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const char Lead = '\uE000';
    private const int Length = 12;
    private const int LongestNumber = 3;
    private const int LongestName = 16;
    private const int MostWords = 8;

    /// <summary>The words that the index has for every document with such a field.</summary>
    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value as <see cref="FieldText.Unquoted"/> writes it.</param>
    public static IReadOnlyList<IndexWord> Words(string key, string value)
        => IsExact(value) ? [new IndexWord(Of(key, value), IsBeginning: false)] : [.. new SearchTerm(SearchText.Normalize(value)).Words().Take(MostWords)];

    /// <summary>The word for a field whose value is likely to recur.</summary>
    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value as <see cref="FieldText.Unquoted"/> writes it.</param>
    public static string Of(string key, string value) => string.Create(1 + Length, HashOf(key, value), static (token, rest) =>
    {
        token[0] = Lead;
        foreach (ref char digit in token[1..])
        {
            digit = Digits[(int)(rest & 31)];
            rest >>= 5;
        }
    });

    /// <summary>Whether fields with this value have their own word, so that every document with the word has the field.</summary>
    public static bool IsExact(string value)
        => value.Length <= LongestNumber || value[0] is '{' or '[' // Of JSON, texts are searched and keys are not.
        || (value.Length <= LongestName && !value.AsSpan().ContainsAnyInRange('0', '9')) || !HasWord(value);

    /// <summary>Whether a word of the index, in UTF-8, is one of a field.</summary>
    public static bool Is(ReadOnlySpan<byte> word) => word.StartsWith("\uE000"u8);

    private static bool HasWord(string value) => new SearchWords(SearchText.Normalize(value)).MoveNext();

    private static ulong HashOf(string key, string value)
    {
        // Keys are not empty, but may contain U+0000: the length marks the end of the key.
        byte[] source = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value)];
        int length = Encoding.UTF8.GetBytes(key, source.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(source, length);
        Encoding.UTF8.GetBytes(value, source.AsSpan(sizeof(int) + length));

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
