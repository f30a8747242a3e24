using ConvLog.Sinks;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Sinks;

public class SinkPumpTests
{
    [Fact]
    public async Task A_batch_that_runs_out_of_memory_is_dropped_and_the_pump_continues()
    {
        var queue = new SinkQueue<int>(100, 1_000);
        var target = new Target();
        var pump = new SinkPump<int>(queue, batchSize: 10, TimeSpan.Zero, TimeProvider.System, target, new SinkFailures("sink", NullLogger.Instance),
            TimeSpan.Zero);
        for (int item = 0; item < 3; item++)
        {
            pump.Put(item, EntryLevel.Error, size: 1, isEntry: true);
        }

        var lost = await FlushAsync(pump);

        lost.Records.Should().Be(new FlushCounts(0, 3, 0));
        queue.Drops.Should().Equal(new Dictionary<SinkDropReason, long> { [SinkDropReason.Failed] = 3 });
        target.DroppedCount.Should().Be(3);
        queue.Bytes.Should().Be(0);

        target.HasMemory = true;
        pump.Put(3, EntryLevel.Error, size: 1, isEntry: true);
        (await FlushAsync(pump)).Records.Should().Be(new FlushCounts(1, 3, 0));
        pump.Close();
    }

    private static async Task<FlushResult> FlushAsync(SinkPump<int> pump)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await pump.FlushAsync(unlessInOutage: false, patience.Token);
    }

    private sealed class Target : IPumpTarget<int>
    {
        private long _dropped;

        public volatile bool HasMemory;

        public long DroppedCount => Interlocked.Read(ref _dropped);

        public ValueTask DeliverAsync(List<int> batch, SinkQueue<int> queue)
        {
            if (!HasMemory)
            {
                throw new InsufficientExecutionStackException();
            }

            queue.Store(batch.Count, batch.Count);
            return ValueTask.CompletedTask;
        }

        public ValueTask ConfirmAsync(SinkQueue<int> queue) => ValueTask.CompletedTask;

        public void Dropped(SinkDropReason reason, long count) => Interlocked.Add(ref _dropped, count);
    }
}
