using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>The conversations of a day, counted from their turns and calls.</summary>
internal sealed class DayCount
{
    private const string FindSpan = """
        SELECT min(started), max(started)
        FROM (SELECT started FROM #.turn WHERE day = $1 UNION ALL SELECT started FROM #.call WHERE day = $1 UNION ALL SELECT started FROM #.model_call WHERE day = $1)
            AS counted
        """;

    private readonly Dictionary<DayPart, CountedPart> _parts = [];

    private DayCount()
    {
    }

    public IReadOnlyDictionary<DayPart, CountedPart> Parts => _parts;

    /// <summary>The quarter of an hour in which the first of what is counted started.</summary>
    public long First { get; private set; }

    /// <summary>That of the last; below <see cref="First"/> where nothing started.</summary>
    public long Last { get; private set; } = -1;

    /// <summary>Counts a day.</summary>
    /// <param name="session">The connection, in a transaction.</param>
    /// <param name="day">The day, as partitions have it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<DayCount> OfAsync(Session session, int day, CancellationToken cancellationToken)
    {
        var counted = new DayCount();
        var reads = new Reads(session);
        StatisticsFilter.AddSettings(reads);
        reads.Add(FindSpan, [day], counted.AddSpan);
        new StatisticsStatements(counted.PartOf, static row => row.Int64(0), hasModels: true).AddOfDay(reads, day);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return counted;
    }

    private void AddSpan(Row row)
    {
        if (!row.IsNull(0))
        {
            (First, Last) = (row.Int64(0) / QuarterHour.Ticks, row.Int64(1) / QuarterHour.Ticks);
        }
    }

    private CountedPart PartOf(Row row)
    {
        var of = DayPart.Of(row);
        return _parts.TryGetValue(of, out var part) ? part : _parts[of] = new CountedPart();
    }
}
