using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Asks the full-text table. What it names may hold the terms; only the text tells whether it does.</summary>
internal static class TextIndex
{
    private const string Documents = "SELECT rowid FROM text_index WHERE text_index MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";

    /// <summary>What matches the documents that have all of some words.</summary>
    public static string MatchOf(IReadOnlyList<IndexWord> words)
        => string.Join(" AND ", words.Select(static word => Quoted(word.Text) + (word.IsBeginning ? "*" : "")));

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
