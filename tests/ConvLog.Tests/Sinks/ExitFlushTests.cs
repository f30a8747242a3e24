using System.Diagnostics;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Tests.Sinks;

/// <summary>The exit of a process whose host was not disposed.</summary>
public class ExitFlushTests
{
    [Fact]
    public async Task Queues_are_flushed_in_parallel_and_unstored_records_are_counted()
    {
        var good = new Queue("good", pending: 5, ends: true);
        var hung = new Queue("hung", pending: 3, ends: false);
        var empty = new Queue("empty", pending: 0, ends: false);
        var other = new Queue("other", pending: 2, ends: true);
        using var output = new StringWriter();
        long started = Stopwatch.GetTimestamp();
        await Task.Run(() => ExitFlush.Run([good, hung, empty, other], output));

        Stopwatch.GetElapsedTime(started).Should().BeGreaterThan(TimeSpan.FromMilliseconds(45)).And.BeLessThan(TimeSpan.FromSeconds(30));
        (good.Flushes, hung.Flushes, empty.Flushes, other.Flushes).Should().Be((1, 1, 0, 1));
        output.ToString().Should().Be(
            "ConvLog: the process ends, and 3 records for hung are not stored. Dispose the host or the sink before that (await using)." + Environment.NewLine);
    }

    [Fact]
    public void With_no_time_the_unstored_records_are_only_counted()
    {
        var queue = new Queue("off", pending: 3, ends: false) { ExitTimeout = TimeSpan.Zero };
        using var output = new StringWriter();
        ExitFlush.Run([queue], output);

        queue.Flushes.Should().Be(0);
        output.ToString().Should().Contain("3 records for off");
    }

    [Fact]
    public void A_queue_abandoned_by_its_disposal_is_not_flushed_again()
    {
        var queue = new SinkQueue<int>(10, long.MaxValue);
        var pump = new SinkPump<int>(
            queue, 1, TimeSpan.Zero, TimeProvider.System, new Stuck(), new SinkFailures("s", NullLogger.Instance), TimeSpan.FromSeconds(9));
        pump.Put(1, EntryLevel.Error, 1, isEntry: true);
        ((IExitQueue)pump).Pending.Should().Be(1);
        pump.Close(TimeSpan.FromMilliseconds(1));

        ((IExitQueue)pump).Pending.Should().Be(0);
    }

    private sealed class Queue(string name, long pending, bool ends) : IExitQueue
    {
        public int Flushes { get; private set; }

        public string Name => name;

        public TimeSpan ExitTimeout { get; init; } = TimeSpan.FromMilliseconds(50);

        public long Pending { get; private set; } = pending;

        public Task FlushForExit()
        {
            Flushes++;
            Pending = ends ? 0 : Pending;
            return ends ? Task.CompletedTask : new TaskCompletionSource().Task;
        }
    }

    private sealed class Stuck : IPumpTarget<int>
    {
        public ValueTask DeliverAsync(List<int> batch, SinkQueue<int> queue) => new(new TaskCompletionSource().Task);

        public ValueTask ConfirmAsync(SinkQueue<int> queue) => default;

        public void Dropped(SinkDropReason reason, long count)
        {
        }
    }
}
