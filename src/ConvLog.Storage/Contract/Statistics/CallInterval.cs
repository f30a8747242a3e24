namespace ConvLog.Storage;

/// <summary>The calls that started in one interval of a series.</summary>
public sealed record CallInterval
{
    /// <summary>The start of the interval, in UTC. It ends where the next one starts.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Calls.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls that are problems.</summary>
    public required long Problems { get; init; }

    /// <summary>The durations; null in <see cref="CallStatistics"/>, which counts only.</summary>
    public DurationStatistics? Duration { get; init; }
}
