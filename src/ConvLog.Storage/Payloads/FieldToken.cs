using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// The words by which the entries are found that have a field of a value. A value that recurs, such as a name or a small number, has one word of its own, with
/// its key, that begins with a character that no word of a text has. Numbers and long texts are many: they are found by the words that they have as texts, so
/// that the entry has to be read.
/// </summary>
internal static class FieldToken
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz234567";
    private const char Lead = '\uE000';
    private const int Length = 12;
    private const int LongestNumber = 3;
    private const int LongestName = 16;
    private const int MostWords = 8;

    /// <summary>What an index has of every document with such a field.</summary>
    /// <param name="key">The field's key.</param>
    /// <param name="value">Its value as <see cref="FieldText.Unquoted"/> writes it.</param>
    public static IReadOnlyList<IndexWord> Words(string key, string value)
        => IsExact(value) ? [new IndexWord(Of(key, value), IsBeginning: false)] : [.. new SearchTerm(SearchText.Normalize(value)).Words().Take(MostWords)];

    /// <summary>The word of a field whose value recurs.</summary>
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

    /// <summary>Whether a field of this value has a word of its own, so that whatever has it has the field.</summary>
    public static bool IsExact(string value)
        => value.Length <= LongestNumber || value[0] is '{' or '[' // Of JSON, texts are searched and keys are not.
        || (value.Length <= LongestName && !value.AsSpan().ContainsAnyInRange('0', '9')) || !HasWord(value);

    /// <summary>Whether a word of the index, in UTF-8, is one of a field.</summary>
    public static bool Is(ReadOnlySpan<byte> word) => word.StartsWith("\uE000"u8);

    private static bool HasWord(string value) => new SearchWords(SearchText.Normalize(value)).MoveNext();

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
