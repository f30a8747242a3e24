namespace ConvLog.Storage.Statistics.Calls;

/// <summary>The calls that started in a quarter of an hour or a longer time. Not thread-safe.</summary>
internal sealed class CallQuarter
{
    private DurationHistogram? _duration;

    public long Calls { get; private set; }

    public long Problems { get; private set; }

    /// <summary>The durations; null without any.</summary>
    public DurationHistogram? Duration => _duration;

    public void Count(in ExaminedCall call)
    {
        Calls++;
        Problems += call.IsProblem ? 1 : 0;
        if (call.Duration is { } took)
        {
            (_duration ??= new DurationHistogram()).Measure(took);
        }
    }

    public void Add(CallQuarter other)
    {
        Calls += other.Calls;
        Problems += other.Problems;
        if (other._duration is { } duration)
        {
            (_duration ??= new DurationHistogram()).Add(duration);
        }
    }

    /// <param name="start">The start of the interval that these are the calls of.</param>
    public CallInterval ToInterval(DateTimeOffset start)
        => new() { Start = start, Calls = Calls, Problems = Problems, Duration = _duration?.ToStatistics() ?? DurationStatistics.None };

    /// <summary>Serializes the counts.</summary>
    public void WriteTo(VarintWriter writer)
    {
        writer.Write(Calls);
        writer.Write(Problems);
        (_duration ?? new DurationHistogram()).WriteTo(writer);
    }

    /// <summary>Adds serialized counts.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        Calls += reader.ReadInt64();
        Problems += reader.ReadInt64();
        (_duration ??= new DurationHistogram()).AddFrom(ref reader);
    }
}
