using ConvLog.Storage;
using ConvLog.Storage.Indexing;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Builds queries in PostgreSQL's text form of <c>tsvector</c> and <c>tsquery</c>. It uses no text search configuration, because those split and fold words
/// differently from the other stores.
/// </summary>
internal static class DocumentQuery
{
    /// <summary>The maximum size of a document's words in bytes: a <c>tsvector</c> takes one megabyte.</summary>
    public const int MostBytes = 500_000;

    /// <summary>The query for documents that contain all terms.</summary>
    public static string Of(SearchTerms terms) => $"({All(terms.Words)}) | {Quoted(DocumentWords.Cut)}";

    /// <summary>The query for documents with an entry that has a field with this value.</summary>
    public static string Of(FieldFilter field) => string.Join(" | ", field.Forms.Select(value => Of(field.Key, value)));

    private static string Of(string key, string value)
        => FieldToken.IsExact(value) ? Quoted(FieldToken.Of(key, value)) : $"({All(FieldToken.Words(key, value))}) | {Quoted(DocumentWords.Cut)}";

    /// <summary>The query for a document that contains all of these words.</summary>
    public static string Of(IEnumerable<string> words)
        => $"({All(words.Select(static word => new IndexWord(word, IsBeginning: false)))}) | {Quoted(DocumentWords.Cut)}";

    private static string All(IEnumerable<IndexWord> words)
        => string.Join(" & ", words.Select(static word => Quoted(word.Text) + (word.IsBeginning ? ":*" : "")));

    private static string Quoted(string word) => $"'{word}'";
}
