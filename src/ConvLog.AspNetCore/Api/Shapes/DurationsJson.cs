using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Durations in milliseconds. Without measurements there are none.</summary>
internal readonly struct DurationsJson(DurationStatistics durations)
{
    public long Count => durations.Count;
    public double? AverageMs => Measured(durations.Average);
    public double? P50Ms => Measured(durations.P50);
    public double? P95Ms => Measured(durations.P95);
    public double? P99Ms => Measured(durations.P99);

    /// <summary>A duration in milliseconds.</summary>
    public static double Of(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);

    private double? Measured(TimeSpan duration) => durations.Count == 0 ? null : Of(duration);
}

/// <summary>Durations of the stages of turns.</summary>
internal readonly struct StageDurationsJson(StageStatistics stages)
{
    public DurationsJson SpeechToText => new(stages.SpeechToText);
    public DurationsJson Model => new(stages.Model);
    public DurationsJson Functions => new(stages.Functions);
    public DurationsJson TextToSpeech => new(stages.TextToSpeech);
    public DurationsJson FirstByte => new(stages.FirstByte);
}
