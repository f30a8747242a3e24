using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Queries the full-text table. A returned document may contain the terms; only its text shows whether it does.</summary>
internal static class TextIndex
{
    private const string Documents = "SELECT rowid FROM text_index WHERE text_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";

    private const string DocumentsOfEntries
        = "SELECT rowid FROM text_index WHERE text_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3 AND rowid & 1 = 0 ORDER BY rowid DESC";

    private const string FindWord = "SELECT term FROM text_word WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2";

    // A shorter beginning matches too many words.
    private const int LeastBeginning = 3;
    private const int MostWords = 32;

    /// <summary>
    /// The FTS5 expression for the documents that contain all of some words. For the beginning of a word, FTS5 collects the documents of all words that begin
    /// with it before it compares them with others; if there are few such words, each is named.
    /// </summary>
    /// <param name="session">The connection.</param>
    /// <param name="words">The words.</param>
    /// <returns>The expression, and whether all its words are named; null if no document contains one of them.</returns>
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

    /// <summary>A word of the index, quoted so that no character has a meaning to FTS5.</summary>
    public static string Quoted(string word) => $"\"{word}\"";

    /// <summary>The numbers of the documents that match, the greatest first: <see cref="DocumentNumber"/>.</summary>
    /// <param name="session">The connection. Only one result may be read at a time.</param>
    /// <param name="match">A result of <see cref="MatchOf"/> or <see cref="Quoted"/>.</param>
    /// <param name="first">The least number.</param>
    /// <param name="last">The greatest number.</param>
    public static IEnumerable<long> Newest(Session session, string match, long first = 0, long last = long.MaxValue)
        => Read(session, Documents, match, first, last);

    /// <summary>Those of entries: <see cref="Newest"/>.</summary>
    public static IEnumerable<long> NewestOfEntries(Session session, string match) => Read(session, DocumentsOfEntries, match, 0, long.MaxValue);

    private static IEnumerable<long> Read(Session session, string sql, string match, long first, long last)
    {
        var found = session[sql].Bind(1, match).Bind(2, first).Bind(3, last);
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
