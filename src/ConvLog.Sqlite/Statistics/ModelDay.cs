using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Storage.Statistics;

namespace ConvLog.Sqlite.Statistics;

/// <summary>A day of <see cref="CountedDayKind.Models"/>: for each dims, its number and the bytes of a <see cref="ModelReport"/>.</summary>
internal static class ModelDay
{
    /// <summary>Counts a day from its rows.</summary>
    public static byte[] Count(Session session, long day, DatabaseTroubles troubles)
    {
        var reports = new SortedDictionary<long, ModelReport>();
        new ModelStatisticsReading(session, troubles, ReportOf).Read(day * QuarterHour.PerDay, (day + 1) * QuarterHour.PerDay);
        var writer = new VarintWriter();
        foreach (var (dims, report) in reports)
        {
            writer.Write(dims);
            writer.Write(report.ToBytes());
        }

        return writer.ToArray();

        ModelReport ReportOf(long dims) => reports.TryGetValue(dims, out var report)
            ? report : reports[dims] = new ModelReport(day * CountedDays.Ticks, (day + 1) * CountedDays.Ticks);
    }

    /// <summary>Adds a day to a report.</summary>
    /// <param name="cells">What <see cref="Count"/> made of it.</param>
    /// <param name="dims">The dims that count.</param>
    /// <param name="report">What it is added to.</param>
    public static void Add(byte[] cells, HashSet<long> dims, ModelReport report)
    {
        var reader = new VarintReader(cells);
        while (!reader.IsAtEnd)
        {
            long one = reader.ReadInt64();
            var bytes = reader.ReadBytes();
            if (dims.Contains(one))
            {
                report.AddBytes(bytes);
            }
        }
    }
}
