using System.Globalization;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// The parts of time in which documents are looked for, the newest first: so that few partitions are asked where the newest documents are enough. No document
/// is older than its partition, and few partitions have documents that are much newer.
/// </summary>
internal static class DocumentSlices
{
    // Of the newest part. Each other one has twice as many as the one before.
    private const int Partitions = 2;

    // Has no parameters, so that it is planned once.
    private const string Find = """
        SELECT p.first, p.ends, (SELECT d.time FROM #.document d WHERE d.day >= p.first AND d.day < p.ends ORDER BY d.time DESC LIMIT 1) AS latest
        FROM #.partition p ORDER BY p.first DESC
        """;

    /// <summary>The conditions of the parts.</summary>
    public static async ValueTask<Queue<string>> FindAsync(Session session, DocumentWindow window, CancellationToken cancellationToken)
    {
        var partitions = await session.ListAsync(Find, [], static row => (Days: DaySpan.Of(row), Latest: row.OptionalInt64(2) ?? -1), cancellationToken)
            .ConfigureAwait(false);
        partitions.RemoveAll(one => one.Latest < (window.From?.UtcTicks ?? 0));
        return new(Of(partitions, window));
    }

    /// <summary>The conditions of the parts.</summary>
    /// <param name="partitions">Those that have documents, the newest first, and the time of the latest.</param>
    /// <param name="window">Where documents are looked for.</param>
    public static IEnumerable<string> Of(List<(DaySpan Days, long Latest)> partitions, DocumentWindow window)
    {
        // What is newer than the end of the window has little of it.
        var ends = window.StartedBefore < window.To || window.To is null ? window.StartedBefore : window.To;
        int newer = partitions.TakeWhile(one => StartOf(one.Days) >= ends?.UtcTicks).Count();
        string before = "";
        for (int at = 0, end = newer + Partitions, width = Partitions; at < partitions.Count; at = end, width *= 2, end += width)
        {
            end = Math.Min(end, partitions.Count);
            long? from = end == partitions.Count ? null : StartOf(partitions[end - 1].Days);
            var days = partitions.Skip(at).Take(end - at).Concat(partitions.Skip(end).Where(one => one.Latest >= from)).Select(static one => one.Days);
            string since = from is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND time >= {from}");
            yield return $" AND {new PartitionRange(days).Condition("day")}{since}{before}";
            before = string.Create(CultureInfo.InvariantCulture, $" AND time < {from}");
        }
    }

    private static long StartOf(DaySpan days) => days.First * TimeSpan.TicksPerDay;
}
