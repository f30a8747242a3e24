using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Answers a <see cref="StatisticsQuery"/>: counted days from their counts, the rest from turns and calls.</summary>
/// <param name="session">The connection.</param>
/// <param name="report">The report to fill.</param>
/// <param name="troubles">Reports damage.</param>
internal sealed class StatisticsReading(Session session, StatisticsReport report, DatabaseTroubles troubles)
{
    public ConversationStatistics Read(StatisticsQuery query)
    {
        var dims = StatisticsDims.Of(session, query);
        var (first, end) = (report.FirstQuarter * QuarterHour.Ticks, report.EndQuarter * QuarterHour.Ticks);
        if (report.CountsTurns || report.Models is not null)
        {
            Read(query, dims, first, end);
        }

        if (report.Scores is { } scores)
        {
            new ScoreStatisticsReading(session, scores).Read(dims, first, end);
        }

        return report.ToStatistics();
    }

    private void Read(StatisticsQuery query, HashSet<long> dims, long first, long end)
    {
        var rows = new StatisticsRows(session, one => dims.Contains(one) ? report : null, report.Models is not null);
        long behind = report.EndQuarter;
        foreach (var (day, parts) in new CountedDays(session, CountedDayKind.Statistics)
            .Read(first, end, query.IsUnfiltered ? static one => one == CountedDayPart.All : dims.Contains, static counts => counts.ToArray(), troubles))
        {
            parts.ForEach(part => CountedPart.AddTo(report, part));
            rows.Add((day + 1) * QuarterHour.PerDay, behind);
            behind = day * QuarterHour.PerDay;
        }

        rows.Add(report.FirstQuarter, behind);
    }
}
