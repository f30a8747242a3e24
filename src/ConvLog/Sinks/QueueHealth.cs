using System.Globalization;
using ConvLog.Storage;

namespace ConvLog;

/// <summary>Says how the queue before a store does.</summary>
internal static class QueueHealth
{
    private static readonly TimeSpan s_longWrite = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_recentDrop = TimeSpan.FromMinutes(5);

    /// <param name="queue">The queue.</param>
    /// <param name="writing">How writing goes.</param>
    /// <param name="sinceDrop">How long ago something was last dropped; null where nothing was.</param>
    public static HealthPart Of(SinkQueue<object> queue, WritingState writing, TimeSpan? sinceDrop)
    {
        var (status, message) = Judge(writing, sinceDrop);
        return new HealthPart("queue", status, message, Figures(queue, writing));
    }

    private static (HealthStatus Status, string Message) Judge(WritingState writing, TimeSpan? sinceDrop)
    {
        if (writing.Failing is { } failing && writing.LastFailure is { } failure)
        {
            return failure.Fault is StoreFault.Unusable
                ? (HealthStatus.Unhealthy, $"The store cannot be written to until someone acts; records wait for that. {failure.Reason}")
                : (HealthStatus.Degraded, $"Writing has failed for {Seconds(failing)} s and is tried again; records wait for that. {failure.Reason}");
        }

        if (writing.Writing > s_longWrite)
        {
            return (HealthStatus.Degraded, $"The store has not answered a write for {Seconds(writing.Writing.Value)} s; records wait for that.");
        }

        return sinceDrop < s_recentDrop
            ? (HealthStatus.Degraded, $"Records were dropped, the last {Seconds(sinceDrop.Value)} s ago: the figures dropped_… say why.")
            : (HealthStatus.Healthy, "What comes in is written.");
    }

    private static Dictionary<string, double> Figures(SinkQueue<object> queue, WritingState writing)
    {
        var counts = queue.Counts;
        long inHand = Math.Min(queue.InHand, counts.Pending);
        var figures = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["queued"] = counts.Pending - inHand,
            ["in_hand"] = inHand,
            ["stored"] = counts.Stored,
        };

        foreach (var (reason, count) in queue.Drops)
        {
            figures["dropped_" + SinkMeter.NameOf(reason)] = count;
        }

        Add("seconds_since_written", writing.SinceWritten);
        Add("writing_seconds", writing.Writing);
        Add("failing_seconds", writing.Failing);
        return figures;

        void Add(string name, TimeSpan? time)
        {
            if (time is { } known)
            {
                figures[name] = known.TotalSeconds;
            }
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
