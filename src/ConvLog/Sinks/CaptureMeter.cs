using System.Diagnostics.Metrics;
using ConvLog.Entries;
using ConvLog.Privacy;

namespace ConvLog.Sinks;

/// <summary>The meter <c>ConvLog</c>, with the counters of capture.</summary>
internal static class CaptureMeter
{
    /// <summary>The version of the meter and the activity source: that of the package. From the assembly name, because reading attributes enlarges native AOT
    /// programs.</summary>
    public static readonly string? Version = typeof(CaptureMeter).Assembly.GetName().Version?.ToString(3);

    /// <summary>The program's meter, shared by the ConvLog packages.</summary>
    public static readonly Meter Meter = new(new MeterOptions(TracingSink.SourceName)
    {
        Version = Version,
#if NET10_0_OR_GREATER
        TelemetrySchemaUrl = GenAiTags.MetricSchema, // Before .NET 10, a meter has no schema.
#endif
    });

    private static readonly Counter<long> s_dropped =
        Meter.CreateCounter<long>("convlog.capture.dropped", "{entry}", "Entries, turns, calls and facts dropped before they reached a sink, by reason.");

    private static readonly Counter<long> s_reduced = Meter.CreateCounter<long>(
        "convlog.recording.reduced", "{opening}", "Openings of conversations that are recorded without text, or not at all, by level.");

    private static readonly Counter<long> s_unlogged = Meter.CreateCounter<long>(
        "convlog.unlogged", "{call}", "Chat requests, tool calls and buffered log calls that were not logged, because no conversation was known, by kind.");

    static CaptureMeter() => Unloading.Release(Meter.Dispose);

    public static void Unlogged(bool isTool) => Add(s_unlogged, 1, new KeyValuePair<string, object?>("kind", isTool ? "tool" : "chat"));

    public static void UnloggedBuffered(int count) => Add(s_unlogged, count, new KeyValuePair<string, object?>("kind", "buffered"));

    public static void Reduced(Recording level) => Add(s_reduced, 1, new KeyValuePair<string, object?>("recording", RecordingLevels.NameOf(level)));

    public static void Dropped(LossReason reason) => Add(s_dropped, 1, new KeyValuePair<string, object?>("reason", NameOf(reason)));

    /// <summary>A histogram with buckets for its unit: the default buckets of exporters are for milliseconds from 0 to 10,000.</summary>
    public static Histogram<T> Histogram<T>(string name, string unit, string description, params T[] boundaries)
        where T : struct
#if NET9_0_OR_GREATER
        => Meter.CreateHistogram(name, unit, description, advice: new InstrumentAdvice<T> { HistogramBucketBoundaries = boundaries });
#else
        => Meter.CreateHistogram<T>(name, unit, description); // .NET 8 has no API to advise bucket boundaries.
#endif

    /// <summary>Increments a counter. An exception of a listener reaches neither a function nor a sink.</summary>
    public static void Add(Counter<long> counter, long count, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // The listener's own failure, which cannot be handled here.
        }
    }

    private static string NameOf(LossReason reason) => reason switch
    {
        LossReason.EntryLimit => "entry_limit",
        LossReason.ConversationEnded => "conversation_ended",
        _ => "capture_failed",
    };
}
