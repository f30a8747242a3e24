using System.Globalization;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Text;

/// <summary>
/// Divides time into slices that are searched for documents newest first, so that few partitions are queried if the newest documents are enough. No document
/// is older than its partition, and few partitions have documents that are much newer.
/// </summary>
internal static class DocumentSlices
{
    // The number of partitions in the newest slice. Each further slice has twice as many as the one before.
    private const int Partitions = 2;

    // Without parameters, so that it is planned once.
    private const string Find = """
        SELECT p.first, p.ends, (SELECT d.time FROM #.document d WHERE d.day >= p.first AND d.day < p.ends ORDER BY d.time DESC LIMIT 1) AS latest
        FROM #.partition p ORDER BY p.first DESC
        """;

    /// <summary>The conditions of the slices.</summary>
    public static async ValueTask<Queue<string>> FindAsync(Session session, DocumentWindow window, CancellationToken cancellationToken)
    {
        var partitions = await session.ListAsync(Find, [], static row => (Days: DaySpan.Of(row), Latest: row.OptionalInt64(2) ?? -1), cancellationToken)
            .ConfigureAwait(false);
        partitions.RemoveAll(one => one.Latest < (window.From?.UtcTicks ?? 0));
        return new(Of(partitions, window));
    }

    /// <summary>The conditions of the slices.</summary>
    /// <param name="partitions">The partitions with documents, newest first, and the time of the latest document.</param>
    /// <param name="window">The documents to search.</param>
    public static IEnumerable<string> Of(List<(DaySpan Days, long Latest)> partitions, DocumentWindow window)
    {
        // Partitions after the end of the window contain little of it, so they do not count for the size of the first slice.
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
