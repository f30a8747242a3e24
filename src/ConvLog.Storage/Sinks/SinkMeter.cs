using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ConvLog.Sinks;

namespace ConvLog.Storage.Sinks;

/// <summary>The metrics of all store sinks of the program. Tags give reasons but identify nobody; the table is in the docs of
/// <see cref="StoreSink"/>.</summary>
internal static class SinkMeter
{
    private static readonly Meter s_meter = CaptureMeter.Meter;
    private static readonly Counter<long> s_stored = s_meter.CreateCounter<long>("convlog.sink.stored", "{record}", "Records that a store has taken.");
    private static readonly Counter<long> s_dropped = s_meter.CreateCounter<long>("convlog.sink.dropped", "{record}", "Records given up, by reason.");
    private static readonly Counter<long> s_retries = s_meter.CreateCounter<long>("convlog.sink.retries", "{write}", "Writes tried again after a wait.");
    private static readonly Counter<long> s_failures = s_meter.CreateCounter<long>("convlog.sink.failures", "{write}", "Writes that a store failed, by fault.");
    private static readonly Histogram<double> s_duration = CaptureMeter.Histogram(
        "convlog.sink.write.duration", "s", "How long a write took that succeeded.",
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30);

    private static readonly Histogram<int> s_size = CaptureMeter.Histogram(
        "convlog.sink.batch.size", "{record}", "Records in a write that succeeded.",
        1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000);


    // Weak, since a gauge lives as long as the program and must not keep an unused sink alive.
    private static readonly ConditionalWeakTable<SinkQueue<QueuedRecord>, object> s_queues = [];

    static SinkMeter()
    {
        s_meter.CreateObservableGauge("convlog.sink.pending", () => Sum(static queue => queue.Counts.Pending), "{record}",
            "Records that wait for a store or are on their way.");
        s_meter.CreateObservableGauge("convlog.sink.pending.bytes", () => Sum(static queue => queue.Bytes), "By",
            "Memory of what waits for a store or is on its way.");
        s_meter.CreateObservableGauge("convlog.sink.limit.bytes", () => Sum(static queue => queue.MaxBytes), "By", "Memory that may wait for a store.");
    }

    /// <summary>Includes the pending records of a queue in the metrics.</summary>
    public static void Watch(SinkQueue<QueuedRecord> queue) => s_queues.Add(queue, queue);

    public static void Stored(long count) => CaptureMeter.Add(s_stored, count);

    public static void Dropped(SinkDropReason reason, long count)
        => CaptureMeter.Add(s_dropped, count, new KeyValuePair<string, object?>("reason", NameOf(reason)));

    public static void Retried() => CaptureMeter.Add(s_retries, 1);

    public static void Failed(StoreFault? fault) => CaptureMeter.Add(s_failures, 1, new KeyValuePair<string, object?>("fault", NameOf(fault)));

    public static void Written(int records, TimeSpan duration)
    {
        try
        {
            s_duration.Record(duration.TotalSeconds);
            s_size.Record(records);
        }
        catch (Exception)
        {
            // As in CaptureMeter.Add.
        }
    }

    /// <summary>The name of a reason in tags and figures.</summary>
    public static string NameOf(SinkDropReason reason) => reason switch
    {
        SinkDropReason.QueueFull => "queue_full",
        SinkDropReason.SinkClosed => "sink_closed",
        SinkDropReason.Refused => "refused",
        SinkDropReason.WriterRefused => "writer_refused",
        _ => "failed",
    };

    private static string NameOf(StoreFault? fault) => fault switch
    {
        StoreFault.Unavailable => "unavailable",
        StoreFault.Refused => "refused",
        StoreFault.Unusable => "unusable",
        _ => "unknown",
    };

    private static long Sum(Func<SinkQueue<QueuedRecord>, long> of)
    {
        long sum = 0;
        foreach (var (queue, _) in s_queues)
        {
            sum += of(queue);
        }

        return sum;
    }
}
