using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <content>A list with the newest first is read from the newest partitions, and from older ones only if the page is not full.</content>
internal sealed partial class ConversationList
{
    // The partitions of the first slice: today's and the two created ahead. Each further slice has four times as many.
    private const int Newest = 3;

    // Conversations usually continue for fewer days than this into the next partition. A partition with data of later days is part of the slice.
    private const int Overlap = 7;

    // Whether the list is ordered by a time that partitions are known by, newest first.
    private bool IsNewestFirst => !_query.Ascending && _query.Sort is ConversationSort.Created or ConversationSort.Updated;

    // Conversations outside a slice come after its least value in the list. The last slice omits none.
    private IEnumerable<(PartitionRange Range, long Least)> Slices(ListPosition? after)
    {
        var all = after is { } position && IsNewestFirst
            ? _periods.During(from: null, Math.Min(position.Value, long.MaxValue - 1) + 1, _withPii) : _periods;
        for (int width = Newest; IsNewestFirst && width < all.Newest.Count; width *= 4)
        {
            int joint = all.Newest[width - 1].Days.First + Overlap;
            var others = all.Newest.Skip(width).ToLookup(one => one.Until(_withPii) > joint);
            if (others[false].Any())
            {
                var range = new PartitionRange(all.Newest.Take(width).Concat(others[true]).Select(static one => one.Days));
                yield return (range, PartitionPeriods.TicksOf(others[false].Max(one => one.Until(_withPii))));
            }
        }

        yield return (all.Range, long.MinValue);
    }

    // Whether the page is full and all its rows come before those outside the slice.
    private bool IsFull(List<ListedRow> page, long least) => page.Count > _query.Limit && page.TrueForAll(row => row.Value >= least);
}
