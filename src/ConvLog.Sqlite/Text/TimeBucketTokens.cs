using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// The words by which documents of a time are found. Numbers follow the order in which the store heard of openings, not time, and FTS5 ends a search for
/// documents that have several words only where one of them has no more: so the time is a word too.
/// </summary>
internal static class TimeBucketTokens
{
    // Periods of 4 and of 64 days. A window takes the shorter ones where they are few.
    private const int ShortBits = 2;
    private const int LongBits = 6;
    private const int MostShort = 16;
    private const int MostLong = 64;
    private const string InsertTextDay = "INSERT INTO text_day (kind, day) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string FindTextDay = "SELECT day FROM text_day WHERE kind = ?1 AND day BETWEEN ?2 AND ?3";

    public static long DayOf(long ticks) => ticks / TimeSpan.TicksPerDay;

    /// <summary>The words of a day. They begin with 0 and 1, which no other word does.</summary>
    public static string[] WordsOf(long day) => [Short(day), Long(day)];

    /// <summary>Keeps a day of which there are documents, in the transaction that writes those.</summary>
    public static void KeepDay(Session session, DocumentKind kind, long day)
        => session[InsertTextDay].Bind(1, (long)kind).Bind(2, day).Run();

    /// <summary>Narrows what is matched to about a window: no document in it is left out, some outside are let in.</summary>
    /// <returns>The match; null where no document is in the window.</returns>
    public static string? Narrow(string match, Session session, DocumentKind kind, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is null && to is null)
        {
            return match;
        }

        var days = Days(session, kind, from ?? DateTimeOffset.MinValue, to ?? DateTimeOffset.MaxValue);
        string[] periods = [.. days.Select(Short).Distinct(StringComparer.Ordinal)];
        if (periods.Length > MostShort)
        {
            periods = [.. days.Select(Long).Distinct(StringComparer.Ordinal)];
        }

        return periods.Length switch
        {
            0 => null,
            <= MostLong => $"{match} AND ({string.Join(" OR ", periods)})",
            _ => match,
        };
    }

    private static string Short(long day) => string.Create(CultureInfo.InvariantCulture, $"0{day >> ShortBits}");

    private static string Long(long day) => string.Create(CultureInfo.InvariantCulture, $"1{day >> LongBits}");

    private static List<long> Days(Session session, DocumentKind kind, DateTimeOffset from, DateTimeOffset to)
        => session[FindTextDay].Bind(1, (long)kind).Bind(2, DayOf(from.UtcTicks)).Bind(3, DayOf(to.UtcTicks)).Numbers();
}
