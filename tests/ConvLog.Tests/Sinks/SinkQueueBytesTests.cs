using ConvLog.Sinks;

namespace ConvLog.Tests.Sinks;

public class SinkQueueBytesTests
{
    [Fact]
    public void It_behaves_like_a_plain_list_with_the_same_rule()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            long limit = random.Next(10, 60);
            var queue = new SinkQueue<int>(1_000, limit);
            var model = new List<(int Item, EntryLevel Level, int Size)>();
            long dropped = 0;
            for (int item = 0; item < 100; item++)
            {
                var level = (EntryLevel)random.Next(3);
                int size = random.Next(1, 25);
                long lost = Put(model, (item, level, size), limit);
                dropped += lost;
                queue.Put(item, level, size, out long told).Should().Be(lost == 0 ? null : SinkDropReason.QueueFull);
                told.Should().Be(lost);
                queue.Bytes.Should().Be(model.Sum(static kept => (long)kept.Size)).And.BeLessThanOrEqualTo(limit);
                queue.Counts.Should().Be(new FlushCounts(0, dropped, model.Count));
            }

            var rest = new List<int>();
            while (rest.Count < model.Count)
            {
                queue.Take(rest, rest.Count + 1);
            }

            rest.Should().Equal(model.Select(static kept => kept.Item));
            queue.Bytes.Should().Be(model.Sum(static kept => (long)kept.Size), "what is being delivered takes memory too");
        }
    }

    [Fact]
    public void An_item_larger_than_the_queue_drops_only_itself()
    {
        var queue = new SinkQueue<int>(10, 100);
        queue.Put(1, EntryLevel.Info, size: 60, out _);
        queue.Put(2, EntryLevel.Error, size: 101, out long dropped).Should().Be(SinkDropReason.QueueFull);

        dropped.Should().Be(1);
        queue.Counts.Should().Be(new FlushCounts(0, 1, 1));
        queue.Bytes.Should().Be(60);
    }

    [Fact]
    public void A_new_item_that_cannot_fit_is_dropped_and_less_severe_ones_are_kept()
    {
        var queue = new SinkQueue<int>(10, 100);
        queue.Put(1, EntryLevel.Error, size: 80, out _);
        queue.Put(2, EntryLevel.Info, size: 10, out _);
        queue.Put(3, EntryLevel.Warning, size: 30, out long dropped).Should().Be(SinkDropReason.QueueFull);

        dropped.Should().Be(1);
        queue.Counts.Pending.Should().Be(2);
    }

    [Fact]
    public async Task Items_in_delivery_count_until_the_pump_rests()
    {
        var queue = new SinkQueue<int>(10, 100);
        queue.Put(1, EntryLevel.Error, size: 60, out _);
        var batch = new List<int>();
        queue.Take(batch, 10);
        queue.Put(2, EntryLevel.Error, size: 60, out _).Should().Be(SinkDropReason.QueueFull);
        queue.Fill.Should().BeApproximately(0.6, 0.001);
        queue.Store(1, 1);
        queue.BeginFlush(unlessInOutage: false);
        await queue.WaitAsync(1, TimeSpan.Zero, TimeProvider.System);

        queue.Bytes.Should().Be(0);
        queue.Put(3, EntryLevel.Error, size: 60, out _).Should().BeNull();
    }

    [Fact]
    public async Task A_batch_is_taken_by_size_even_with_few_items()
    {
        var queue = new SinkQueue<int>(1_000, 800);
        queue.Put(1, EntryLevel.Info, size: 99, out _);
        var waiting = queue.WaitAsync(500, TimeSpan.FromHours(1), TimeProvider.System).AsTask();
        queue.Put(2, EntryLevel.Info, size: 99, out _);
        queue.Put(3, EntryLevel.Info, size: 99, out _);
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        var batch = new List<int>();
        queue.Take(batch, 500);

        batch.Should().Equal([1, 2], "an eighth of what may wait is a batch");
    }

    // Returns the number of dropped items: the oldest ones of the lowest levels below Error that do not exceed the level of the new item, or the new item.
    private static long Put(List<(int Item, EntryLevel Level, int Size)> model, (int Item, EntryLevel Level, int Size) newcomer, long limit)
    {
        var lesser = model.Where(kept => kept.Level < EntryLevel.Error && kept.Level <= newcomer.Level).OrderBy(static kept => kept.Level)
            .ThenBy(static kept => kept.Item).ToList();
        if (model.Sum(static kept => kept.Size) - lesser.Sum(static kept => kept.Size) + newcomer.Size > limit)
        {
            return 1;
        }

        long dropped = 0;
        for (; model.Sum(static kept => kept.Size) + newcomer.Size > limit; dropped++)
        {
            model.Remove(lesser[(int)dropped]);
        }

        model.Add(newcomer);
        return dropped;
    }
}
