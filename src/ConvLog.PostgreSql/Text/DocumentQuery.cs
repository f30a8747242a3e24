using ConvLog.Storage;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Words of documents as PostgreSQL takes them: <c>tsvector</c> and <c>tsquery</c> from their own text form, with none of its text search configurations, which
/// would part and fold them in another way than the other stores.
/// </summary>
internal static class DocumentQuery
{
    /// <summary>How many bytes of words a document has at most: a <c>tsvector</c> takes one megabyte.</summary>
    public const int MostBytes = 500_000;

    /// <summary>What documents have in which all terms are.</summary>
    public static string Of(SearchTerms terms) => $"({All(terms.Words)}) | {Quoted(DocumentWords.Cut)}";

    /// <summary>What documents have with an entry that has a field of a value.</summary>
    public static string Of(FieldFilter field) => string.Join(" | ", field.Forms.Select(value => Of(field.Key, value)));

    private static string Of(string key, string value)
        => FieldToken.IsExact(value) ? Quoted(FieldToken.Of(key, value)) : $"({All(FieldToken.Words(key, value))}) | {Quoted(DocumentWords.Cut)}";

    /// <summary>What the document of a text has, with all of some words of it.</summary>
    public static string Of(IEnumerable<string> words)
        => $"({All(words.Select(static word => new IndexWord(word, IsBeginning: false)))}) | {Quoted(DocumentWords.Cut)}";

    private static string All(IEnumerable<IndexWord> words)
        => string.Join(" & ", words.Select(static word => Quoted(word.Text) + (word.IsBeginning ? ":*" : "")));

    private static string Quoted(string word) => $"'{word}'";
}
