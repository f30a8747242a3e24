using System.Text;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Asks the full-text tables. What they name may hold the terms; only the text tells whether it does.</summary>
internal static class TextIndex
{
    // More of one word narrow a search down little further, and each costs a walk through its list.
    private const int MostGrams = 4;

    private const string EntryDocuments = "SELECT rowid FROM entry_text WHERE entry_text MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
    private const string TurnDocuments = "SELECT rowid FROM turn_text WHERE turn_text MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";

    /// <summary>What to match for terms: words of letters and digits, so nothing in them has a meaning to FTS5.</summary>
    public static string MatchOf(SearchTerms terms)
    {
        var match = new StringBuilder();
        foreach (uint gram in terms.Terms.SelectMany(Some).Distinct())
        {
            match.Append(match.Length == 0 ? "" : " AND ");
            SearchGrams.AppendToken(match, gram);
        }

        return match.ToString();
    }

    /// <summary>The numbers of the documents that match, the greatest first. One of entries is a block of them: <see cref="EntryBlocks"/>.</summary>
    /// <param name="session">The connection. Goes through one of each kind at a time.</param>
    /// <param name="kind">Which documents.</param>
    /// <param name="match">What <see cref="MatchOf"/> or <see cref="FieldToken"/> made.</param>
    /// <param name="first">The least number.</param>
    /// <param name="last">The greatest number.</param>
    public static IEnumerable<long> Newest(Session session, DocumentKind kind, string match, long first = 0, long last = long.MaxValue)
    {
        var found = session[kind == DocumentKind.Entry ? EntryDocuments : TurnDocuments].Bind(1, match).Bind(2, first).Bind(3, last);
        try
        {
            while (found.Step())
            {
                yield return found.Int64(0);
            }
        }
        finally
        {
            found.Reset();
        }
    }

    private static IEnumerable<uint> Some(SearchTerm term)
    {
        uint[] grams = SearchGrams.Of([term]);
        int step = (grams.Length + MostGrams - 1) / MostGrams;
        return grams.Where((_, index) => index % step == 0);
    }
}
