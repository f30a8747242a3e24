using ConvLog.Entries;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// The numbers by which documents are found: a gram is its own number, from 0 to 2³², and a field's key and value are one below zero, so that the two are never
/// the same.
/// </summary>
internal static class DocumentTokens
{
    // More of one word narrow a search down little further, and each costs a walk through its list.
    private const int MostGrams = 4;

    /// <summary>All of a document, each once.</summary>
    /// <param name="document">Its text.</param>
    /// <param name="fields">The fields of an entry.</param>
    /// <param name="grams">Working space.</param>
    public static long[] Of(SearchDocument document, LogFields fields, List<uint> grams)
    {
        SearchGrams.Of(document, grams);
        long[] tokens = new long[grams.Count + fields.Count];
        int count = 0;
        foreach (ref readonly var field in fields.AsSpan())
        {
            if (!field.IsPii)
            {
                tokens[count++] = Of(field.Key, FieldText.Unquoted(field));
            }
        }

        foreach (uint gram in grams)
        {
            tokens[count++] = gram;
        }

        return count == tokens.Length ? tokens : tokens[..count];
    }

    /// <summary>What a document has in which all terms are: not all of it, but enough.</summary>
    public static long[] Of(SearchTerms terms) => [.. terms.Terms.SelectMany(Some).Distinct()];

    /// <summary>What an entry has that has a field of a value.</summary>
    public static long Of(string key, string value) => unchecked((long)(FieldToken.HashOf(key, value) | (1UL << 63)));

    private static IEnumerable<long> Some(SearchTerm term)
    {
        uint[] grams = SearchGrams.Of([term]);
        int step = (grams.Length + MostGrams - 1) / MostGrams;
        return grams.Where((_, index) => index % step == 0).Select(static gram => (long)gram);
    }
}
