using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Asks the full-text table. What it names may hold the terms; only the text tells whether it does.</summary>
internal static class TextIndex
{
    private const string Documents = "SELECT rowid FROM text_index WHERE text_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";

    private const string FindWord = "SELECT term FROM text_word WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2";

    // So short a beginning has too many words.
    private const int LeastBeginning = 3;
    private const int MostWords = 32;

    /// <summary>
    /// What matches the documents that have all of some words. For the beginning of a word FTS5 gathers all documents of all words that begin so, before it
    /// compares them with anything; where these words are few, each is named.
    /// </summary>
    /// <param name="session">The connection.</param>
    /// <param name="words">The words.</param>
    /// <returns>The match, and whether all its words are named; null where no document has one of them.</returns>
    public static (string Match, bool IsNamed)? MatchOf(Session session, IReadOnlyList<IndexWord> words)
    {
        bool isNamed = true;
        var parts = new List<string>(words.Count);
        foreach (var word in words)
        {
            string[]? named = Named(session, word);
            if (named?.Length == 0)
            {
                return null;
            }

            isNamed &= named is not null;
            parts.Add(named is null ? $"{Quoted(word.Text)}*" : $"({string.Join(" OR ", named)})");
        }

        return (string.Join(" AND ", parts), isNamed);
    }

    private static string[]? Named(Session session, IndexWord word)
    {
        if (!word.IsBeginning)
        {
            return [Quoted(word.Text)];
        }

        if (word.Text.Length < LeastBeginning)
        {
            return null;
        }

        List<string> found = [];
        var rows = session[FindWord].Bind(1, word.Text).Bind(2, MostWords + 1);
        while (rows.Step())
        {
            found.Add(Quoted(rows.Text(0)));
        }

        return found.Count > MostWords ? null : [.. found];
    }

    /// <summary>A word of the index, in which nothing has a meaning to FTS5.</summary>
    public static string Quoted(string word) => $"\"{word}\"";

    /// <summary>The numbers of the documents that match, the greatest first: <see cref="DocumentNumber"/>.</summary>
    /// <param name="session">The connection. It goes through one at a time.</param>
    /// <param name="match">What <see cref="MatchOf"/> or <see cref="Quoted"/> made.</param>
    /// <param name="first">The least number.</param>
    /// <param name="last">The greatest number.</param>
    public static IEnumerable<long> Newest(Session session, string match, long first = 0, long last = long.MaxValue)
    {
        var found = session[Documents].Bind(1, match).Bind(2, first).Bind(3, last);
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
}
