using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A day of <see cref="CountedDayKind.Statistics"/>: a <see cref="CountedPart"/> for each dims, and one for all dims except debugging.</summary>
internal static class StatisticsDay
{
    /// <summary>The dims of debugging.</summary>
    public const string FindDebugging = "SELECT no FROM dims WHERE environment = 3";

    /// <summary>Counts a day from its rows.</summary>
    public static List<CountedDayPart> Count(Session session, long day)
    {
        var parts = new SortedDictionary<long, CountedPart>();
        new StatisticsRows(session, PartOf, hasModels: true).Add(day * QuarterHour.PerDay, (day + 1) * QuarterHour.PerDay);
        HashSet<long> debugging = [.. session[FindDebugging].Numbers()];
        var all = new CountedPart();
        foreach (var (_, part) in parts.Where(part => !debugging.Contains(part.Key)))
        {
            all.Add(part);
        }

        return [new(CountedDayPart.All, all.ToBytes()), .. parts.Select(static part => new CountedDayPart(part.Key, part.Value.ToBytes()))];

        CountedPart PartOf(long dims) => parts.TryGetValue(dims, out var part) ? part : parts[dims] = new CountedPart();
    }
}
