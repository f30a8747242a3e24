using ConvLog.Sinks;

namespace ConvLog.Tests.Sinks;

public class SinkQueueTests
{
    private const long Plenty = long.MaxValue / 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    public void It_behaves_like_a_plain_list_with_the_same_rule(int capacity)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var queue = new SinkQueue<int>(capacity, Plenty);
            var model = new List<(int Item, EntryLevel Level)>();
            long stored = 0;
            long dropped = 0;
            for (int item = 0; item < 200; item++)
            {
                var level = (EntryLevel)random.Next(3);
                queue.Put(item, level, size: 1, out _).Should().Be(model.Count < capacity ? null : SinkDropReason.QueueFull);
                dropped += Put(model, item, level, capacity);
                if (random.Next(4) == 0)
                {
                    var batch = new List<int>();
                    queue.Take(batch, random.Next(1, 4));
                    batch.Should().Equal(model.Take(batch.Count).Select(static kept => kept.Item));
                    model.RemoveRange(0, batch.Count);
                    queue.Counts.Should().Be(new FlushCounts(stored, dropped, model.Count + batch.Count), "what is in hand is pending");
                    int lost = random.Next(batch.Count + 1);
                    queue.Store(batch.Count - lost, batch.Count - lost);
                    queue.Drop(lost, lost, SinkDropReason.Refused);
                    stored += batch.Count - lost;
                    dropped += lost;
                }

                queue.Counts.Should().Be(new FlushCounts(stored, dropped, model.Count));
                (stored + dropped + model.Count).Should().Be(item + 1);
            }
        }
    }

    [Fact]
    public void A_large_batch_is_whole_and_in_the_order_of_all_levels()
    {
        const int Items = 2_500;
        var queue = new SinkQueue<int>(Items, Plenty);
        for (int item = 0; item < Items; item++)
        {
            queue.Put(item, (EntryLevel)(item % 3), size: 1, out _).Should().BeNull();
        }

        var batch = new List<int>();
        queue.Take(batch, 2_200);
        batch.Should().Equal(Enumerable.Range(0, 2_200));
        (queue.InFlight, queue.Bytes).Should().Be((2_200, Items));
        queue.Take(batch, Items);
        batch.Should().Equal(Enumerable.Range(0, Items), "it takes up to so many in all");
    }

    [Fact]
    public void A_closed_queue_counts_later_items()
    {
        var queue = new SinkQueue<int>(1, Plenty);
        queue.Put(1, EntryLevel.Info, size: 1, out _);
        queue.Close();
        queue.Put(2, EntryLevel.Error, size: 1, out _).Should().Be(SinkDropReason.SinkClosed);
        queue.Counts.Should().Be(new FlushCounts(0, 1, 1), "what waited stays");
        queue.DropAll().Should().Be(1);
        queue.Counts.Should().Be(new FlushCounts(0, 2, 0));
        queue.Drops.Should().Equal(new Dictionary<SinkDropReason, long> { [SinkDropReason.SinkClosed] = 2 });
    }

    [Fact]
    public void A_flush_completes_once_all_earlier_items_are_delivered()
    {
        var queue = new SinkQueue<int>(2, Plenty);
        var batch = new List<int>();
        queue.Put(1, EntryLevel.Error, size: 1, out _);
        var flush = queue.BeginFlush(unlessInOutage: false);
        queue.Put(2, EntryLevel.Error, size: 1, out _);
        queue.IsFlushDue().Should().BeFalse();
        queue.Take(batch, 1);
        queue.IsFlushDue().Should().BeTrue();
        flush.Ended.IsCompleted.Should().BeFalse("what was taken is not confirmed yet");
        var later = queue.BeginFlush(unlessInOutage: false);
        queue.EndFlushes();

        flush.Ended.IsCompleted.Should().BeTrue();
        later.Ended.IsCompleted.Should().BeFalse();
        queue.Remove(later);
        queue.Remove(flush);
        queue.Take(batch, 1);
        queue.IsFlushDue().Should().BeFalse("whoever waited has left");
        queue.End();
        queue.BeginFlush(unlessInOutage: false).Ended.IsCompleted.Should().BeTrue("nobody delivers any more");
    }

    // Returns the number of dropped items: the new item, or the oldest one of the lowest level below Error that does not exceed the level of the new item.
    private static int Put(List<(int Item, EntryLevel Level)> model, int item, EntryLevel level, int capacity)
    {
        if (model.Count < capacity)
        {
            model.Add((item, level));
            return 0;
        }

        var lesser = model.Where(kept => kept.Level < EntryLevel.Error && kept.Level <= level).OrderBy(static kept => kept.Level)
            .ThenBy(static kept => kept.Item).ToList();
        if (lesser.Count > 0)
        {
            model.Remove(lesser[0]);
            model.Add((item, level));
        }

        return 1;
    }
}
