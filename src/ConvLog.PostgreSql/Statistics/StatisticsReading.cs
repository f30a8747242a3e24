using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Answers a <see cref="StatisticsQuery"/>: from stored counts for counted days (<see cref="CountedDays"/>), otherwise from turns and calls.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="report">Receives the counts.</param>
/// <param name="query">The query.</param>
internal sealed class StatisticsReading(Session session, StatisticsReport report, StatisticsQuery query)
{
    private readonly long[] _days = [.. report.DayStarts()];
    private PartitionRange _range = PartitionRange.All;

    /// <param name="troubles">Receives reports of damage.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask ReadAsync(DatabaseTroubles troubles, CancellationToken cancellationToken)
    {
        var partitions = (await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false)).During(
            report.FirstQuarter * QuarterHour.Ticks, report.EndQuarter * QuarterHour.Ticks);
        _range = partitions.Range;
        var reads = new QueryBatch(session);
        StatisticsFilter.AddSettings(reads);
        if (report.CountsTurns || report.Models is not null)
        {
            var counted = await CountedDays.ReadAsync(session, CountedDayKind.Statistics, report.FirstQuarter, report.EndQuarter, query, partitions,
                troubles, cancellationToken).ConfigureAwait(false);
            foreach (byte[] part in counted.Days.Values.SelectMany(static parts => parts))
            {
                CountedPart.AddTo(report, part);
            }

            if (counted.UncountedDays is not [] and var days)
            {
                new StatisticsStatements(_ => report, DayOf, report.Models is not null).AddOfPeriod(days, _range, (sql, add) => Add(reads, sql, days, add));
            }
        }

        if (report.Scores is { } scores)
        {
            new ScoreStatisticsReading(scores, DayOf, _range).Add((sql, add) => Add(reads, sql, days: null, add));
        }

        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // Parameters: the first tick, the first tick after the period, the first of each day and, unless all days count, the days whose conversations count.
    private void Add(QueryBatch reads, string sql, int[]? days, Action<Row> add)
    {
        var arguments = new SqlArguments();
        arguments.Add(report.FirstQuarter * QuarterHour.Ticks);
        arguments.Add(report.EndQuarter * QuarterHour.Ticks);
        arguments.Add(Array.ConvertAll(_days, static quarter => quarter * QuarterHour.Ticks));
        string which = days is null ? "" : $"c.day = ANY({arguments.Add(days)}) AND ";
        string asked = which + StatisticsFilter.Condition(query, arguments) + _range.And("c");
        reads.Add(sql.Replace("@asked", asked, StringComparison.Ordinal), arguments.Values, add);
    }

    private long DayOf(Row row) => _days[row.Int32(0) - 1];
}
