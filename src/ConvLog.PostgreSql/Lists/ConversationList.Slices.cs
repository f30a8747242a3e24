using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <content>A list with the newest first is looked for in the newest partitions, and in others where the page is not full.</content>
internal sealed partial class ConversationList
{
    // Of the first slice: today's, and the two that are made ahead. Each further slice has four times as many.
    private const int Newest = 3;

    // Conversations commonly go on for fewer days in the next partition. One that has something of later days is in the slice.
    private const int Overlap = 7;

    // Whether its order is one of times that a partition has.
    private bool IsNewestFirst => !_query.Ascending && _query.Sort is ConversationSort.Created or ConversationSort.Updated;

    // What a slice leaves out comes behind its least value. The last one leaves out nothing.
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

    // Whether the page is full, and all that is on it comes before what a slice leaves out.
    private bool IsFull(List<ListedRow> page, long least) => page.Count > _query.Limit && page.TrueForAll(row => row.Value >= least);
}
