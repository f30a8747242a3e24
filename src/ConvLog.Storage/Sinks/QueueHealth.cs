using System.Globalization;

namespace ConvLog.Storage.Sinks;

/// <summary>Reports the queue of a store as the health part <c>queue</c>.</summary>
internal static class QueueHealth
{
    // Full enough for an operator to react before anything is dropped.
    private const double NearlyFull = 0.8;

    private static readonly TimeSpan s_longWrite = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_recentDrop = TimeSpan.FromMinutes(5);

    /// <param name="state">The queue and the state of writing.</param>
    /// <param name="withDrops">Whether recent drops degrade it; false if the part <c>drops</c> is reported separately.</param>
    public static HealthPart Of(SinkState state, bool withDrops)
    {
        var (status, message) = Judge(state.Writing, withDrops ? state.SinceDrop : null, state.Queue.Fill);

        // The fill level also depends on personal entries.
        var (visibleStatus, _) = Judge(state.Writing, sinceDrop: null, fill: 0);
        return new HealthPart("queue", status, message, Figures(state))
        {
            LastSuccess = state.Now - state.Writing.SinceWritten,
            LastFailure = state.Now - state.Writing.SinceFailed,
            Visible = new HealthPart("queue", visibleStatus, VisibleMessage(visibleStatus), Visible(state)),
        };
    }

    /// <summary>Whether the last drop was so recent that an operator should be notified.</summary>
    public static bool IsRecent(TimeSpan? sinceDrop) => sinceDrop < s_recentDrop;

    private static (StoreHealthStatus Status, string Message) Judge(WritingState writing, TimeSpan? sinceDrop, double fill)
    {
        if (writing.Failing is { } failing && writing.LastFailure is { } failure)
        {
            return failure.Fault is StoreFault.Unusable
                ? (StoreHealthStatus.Unhealthy, $"The store cannot be written to until someone acts; records wait for that. {failure.Reason}")
                : (StoreHealthStatus.Degraded, $"Writing has failed for {Seconds(failing)} s and is tried again; records wait for that. {failure.Reason}");
        }

        if (writing.Writing > s_longWrite)
        {
            return (StoreHealthStatus.Degraded, $"The store has not answered a write for {Seconds(writing.Writing.Value)} s; records wait for that.");
        }

        if (fill >= NearlyFull)
        {
            return (StoreHealthStatus.Degraded,
                $"The queue is {(fill * 100).ToString("0", CultureInfo.InvariantCulture)} % full; a full one drops the oldest Info first.");
        }

        return IsRecent(sinceDrop)
            ? (StoreHealthStatus.Degraded, $"Records were dropped, the last {Seconds(sinceDrop!.Value)} s ago: the figures dropped_… say why.")
            : (StoreHealthStatus.Healthy, "Records are written as they arrive.");
    }

    // Times and counts are omitted: how long writes have failed depends on the first failed record, which may be personal.
    private static string VisibleMessage(StoreHealthStatus status) => status switch
    {
        StoreHealthStatus.Healthy => "Records are written as they arrive.",
        StoreHealthStatus.Degraded => "Writing fails or takes long, and is tried again; records wait for that.",
        _ => "The store cannot be written to until someone acts; records wait for that.",
    };

    private static Dictionary<string, double> Visible(SinkState state)
        => new(StringComparer.Ordinal) { ["capacity"] = state.Capacity, ["capacity_bytes"] = state.Queue.MaxBytes };

    private static Dictionary<string, double> Figures(SinkState state)
    {
        var counts = state.Queue.Counts;
        long inHand = Math.Min(state.Queue.InFlight, counts.Pending);
        var figures = Visible(state);
        figures["pending"] = counts.Pending;
        figures["queued"] = counts.Pending - inHand;
        figures["in_hand"] = inHand;
        figures["pending_bytes"] = state.Queue.Bytes;
        figures["stored"] = counts.Stored;
        foreach (var (reason, count) in state.Queue.Drops)
        {
            figures["dropped_" + SinkMeter.NameOf(reason)] = count;
        }

        Add("oldest_seconds", counts.Pending == 0 ? TimeSpan.Zero : state.Oldest);
        Add("seconds_since_written", state.Writing.SinceWritten);
        Add("writing_seconds", state.Writing.Writing);
        Add("failing_seconds", state.Writing.Failing);
        return figures;

        void Add(string name, TimeSpan? time)
        {
            if (time is { } known)
            {
                figures[name] = Math.Max(0, known.TotalSeconds);
            }
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
