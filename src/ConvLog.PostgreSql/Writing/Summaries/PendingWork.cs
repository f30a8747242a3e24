using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>Pending background work that affects what a reader sees.</summary>
/// <param name="Counted">The last item of <c>to_count</c>; 0 for none.</param>
/// <param name="Indexed">The last item of <c>to_index</c>; 0 for none, and for a reader that does not search.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PendingWork(long Counted, long Indexed)
{
    public bool IsEmpty => Counted == 0 && Indexed == 0;

    /// <summary>Reads the pending work, and the partitions for the read that follows (<see cref="Session.Periods"/>).</summary>
    /// <param name="session">The connection.</param>
    /// <param name="withPii">Whether the reader sees personal data.</param>
    /// <param name="searches">Whether the reader searches for a text.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<PendingWork> OfAsync(Session session, bool withPii, bool searches, CancellationToken cancellationToken)
    {
        long counted = 0, indexed = 0;
        var reads = new QueryBatch(session);
        reads.Add(CountQueue.FindLast, [withPii], row => counted = row.Int64(0));
        if (searches)
        {
            reads.Add(TextIndexer.LatestToIndex, [], row => indexed = row.OptionalInt64(0) ?? 0);
        }

        var partitions = new List<PartitionPeriod>();
        reads.Add(PartitionPeriods.Find, [], row => partitions.Add(PartitionPeriod.Of(row)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        session.Periods = new PartitionPeriods(partitions);
        return new PendingWork(counted, indexed);
    }

    /// <summary>Whether the work is done.</summary>
    public async ValueTask<bool> IsDoneAsync(Session session, bool withPii, CancellationToken cancellationToken)
        => await session.NumberAsync(CountQueue.Any, [withPii, Counted], cancellationToken).ConfigureAwait(false) is null
            && await session.NumberAsync(TextIndexer.AnyToIndex, [Indexed], cancellationToken).ConfigureAwait(false) is null;
}
