using System.Globalization;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The words by which documents of a time are found: their hour, and a longer period. Numbers of documents follow the order in which the store heard of
/// openings, not time, and FTS5 ends a search for documents that have several words only where one of them has no more: so the time is a word too.
/// </summary>
internal static class TimeWords
{
    // A window takes the shortest periods that are few: hours, or 32 hours.
    private const int Levels = 2;
    private const int LevelBits = 5;
    private const int MostWords = 64;

    // No word of a text begins so, nor of a field.
    private const char FirstLevel = '\uE002';

    private const string InsertTextHour = "INSERT INTO text_hour (hour) VALUES (?1) ON CONFLICT DO NOTHING";
    private const string IsEmpty = "NOT EXISTS (SELECT 1 FROM text_index WHERE text_index MATCH '\"\uE002' || hour || '\"')";
    private const string FindEmptyHour = $"SELECT hour FROM text_hour WHERE {IsEmpty}";
    private const string DeleteEmptyHour = $"DELETE FROM text_hour WHERE hour = ?1 AND {IsEmpty}";
    private const string FindTextHour = "SELECT hour FROM text_hour WHERE hour BETWEEN ?1 AND ?2 ORDER BY hour DESC";

    public static long HourOf(long ticks) => ticks / TimeSpan.TicksPerHour;

    /// <summary>The words of an hour.</summary>
    public static IEnumerable<string> Of(long hour) => Enumerable.Range(0, Levels).Select(level => Word(hour, level));

    /// <summary>Keeps an hour of which there are documents, in the transaction that writes those.</summary>
    public static void Keep(Session session, long hour) => session[InsertTextHour].Bind(1, hour).Run();

    /// <summary>The hours of which there are no documents any more. It takes some 0.2 s for those of a year, so it is a read of its own.</summary>
    public static List<long> Empty(Session session) => session[FindEmptyHour].Numbers();

    /// <summary>Deletes an hour, unless there are documents of it again.</summary>
    public static void ForgetEmpty(Session session, long hour) => session[DeleteEmptyHour].Bind(1, hour).Run();

    /// <summary>The hours of a period of which there are documents, the last first.</summary>
    public static List<long> Kept(Session session, DateTimeOffset? from, DateTimeOffset? to)
        => session[FindTextHour].Bind(1, HourOf(from?.UtcTicks ?? 0)).Bind(2, HourOf(to?.UtcTicks ?? DateTimeOffset.MaxValue.UtcTicks)).Numbers();

    /// <summary>What matches the documents of about these hours: no document of them is left out, some of others are let in.</summary>
    /// <returns>The match; null where that would be too many words.</returns>
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
