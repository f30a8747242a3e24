using System.Buffers;
using System.Text;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Words of documents as PostgreSQL takes them: <c>tsvector</c> and <c>tsquery</c> from their own text form, with none of its text search configurations, which
/// would part and fold them in another way than the other stores.
/// </summary>
internal static class DocumentQuery
{
    // A tsvector takes one megabyte. A document that has more is cut, and then whatever is asked for may be in it.
    private const int MostBytes = 500_000;
    private const string Cut = "\uE00F";

    /// <summary>The words of a document, in UTF-8: as they are, or some of them.</summary>
    public static byte[] Words(ReadOnlySpan<byte> words)
    {
        if (words.Length <= MostBytes)
        {
            return words.ToArray();
        }

        // Those of fields stay, so that they need not be compared.
        var kept = new ArrayBufferWriter<byte>(MostBytes);
        for (int at = 0, end; at < words.Length; at = end + 1)
        {
            end = at + words[at..].IndexOf((byte)' ');
            var word = words[at..end];
            if (kept.WrittenCount + word.Length < MostBytes || FieldToken.Is(word))
            {
                kept.Write(word);
                kept.Write(" "u8);
            }
        }

        Encoding.UTF8.GetBytes(Cut, kept);
        return kept.WrittenSpan.ToArray();
    }

    /// <summary>What documents have in which all terms are.</summary>
    public static string Of(SearchTerms terms) => $"({All(terms.Words)}) | {Quoted(Cut)}";

    /// <summary>What documents have with an entry that has a field of a value.</summary>
    public static string Of(string key, string value)
        => FieldToken.IsExact(value) ? Quoted(FieldToken.Of(key, value)) : $"({All(FieldToken.Words(key, value))}) | {Quoted(Cut)}";

    private static string All(IEnumerable<IndexWord> words) => string.Join(" & ", words.Select(static word => Quoted(word.Text) + (word.IsBeginning ? ":*" : "")));

    private static string Quoted(string word) => $"'{word}'";
}
