using System.Globalization;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The words by which documents of a time are found: their hour, and a longer period. The numbers of documents follow the order in which the store first
/// received openings, not time, and FTS5 ends a search for several words only when one of them has no more documents. Therefore, time must be a word, too.
/// </summary>
internal static class TimeWords
{
    // A period uses the shortest units of which few are needed: hours, or 32 hours.
    private const int Levels = 2;
    private const int LevelBits = 5;
    private const int MostWords = 64;

    // No word of a text or field begins with this character.
    private const char FirstLevel = '\uE002';

    private const string InsertTextHour = "INSERT INTO text_hour (hour) VALUES (?1) ON CONFLICT DO NOTHING";
    private const string IsEmpty = "NOT EXISTS (SELECT 1 FROM text_index WHERE text_index MATCH '\"\uE002' || hour || '\"')";
    private const string FindEmptyHour = $"SELECT hour FROM text_hour WHERE {IsEmpty}";
    private const string DeleteEmptyHour = $"DELETE FROM text_hour WHERE hour = ?1 AND {IsEmpty}";
    private const string FindTextHour = "SELECT hour FROM text_hour WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour DESC";

    public static long HourOf(long ticks) => ticks / TimeSpan.TicksPerHour;

    /// <summary>The words of an hour.</summary>
    public static IEnumerable<string> Of(long hour) => Enumerable.Range(0, Levels).Select(level => Word(hour, level));

    /// <summary>Stores an hour that has documents, in the transaction that writes them.</summary>
    public static void Store(Session session, long hour) => session[InsertTextHour].Bind(1, hour).Run();

    /// <summary>The stored hours that no longer have documents. Takes about 0.2 s for the hours of a year, so it is a separate read.</summary>
    public static List<long> Empty(Session session) => session[FindEmptyHour].Numbers();

    /// <summary>Deletes an hour, unless it has documents again.</summary>
    public static void DeleteIfEmpty(Session session, long hour) => session[DeleteEmptyHour].Bind(1, hour).Run();

    /// <summary>The hours of a period that have documents, the last first.</summary>
    public static List<long> StoredHours(Session session, DateTimeOffset? from, DateTimeOffset? to)
        => session[FindTextHour].Bind(1, HourOf(from?.UtcTicks ?? 0)).Bind(2, HourOf(to?.UtcTicks ?? DateTimeOffset.MaxValue.UtcTicks)).Numbers();

    /// <summary>The FTS5 expression for the documents of these hours. It matches all of them, and some documents of other hours.</summary>
    /// <returns>The expression; null if it would contain too many words.</returns>
    public static string? MatchOf(IReadOnlyList<long> hours)
    {
        for (int level = 0; level < Levels; level++)
        {
            string[] words = [.. hours.Select(hour => hour >> (level * LevelBits)).Distinct().Take(MostWords + 1)
                .Select(period => TextIndex.Quoted(Word(period << (level * LevelBits), level)))];
            if (words.Length <= MostWords)
            {
                return string.Join(" OR ", words);
            }
        }

        return null;
    }

    private static string Word(long hour, int level)
        => string.Create(CultureInfo.InvariantCulture, $"{(char)(FirstLevel + level)}{hour >> (level * LevelBits)}");
}
