namespace ConvLog.Storage;

/// <summary>Statistics of one function.</summary>
public sealed record FunctionStatistics
{
    /// <summary>The name of the function.</summary>
    public required string Name { get; init; }

    /// <summary>The number of function events that began in the period, with any outcome.</summary>
    public required long Calls { get; init; }

    /// <summary>The number of these that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>The durations of those that have one.</summary>
    public required DurationStatistics Duration { get; init; }

    /// <summary>The share of calls that failed, 0 to 1; 0 without calls.</summary>
    public double ErrorRate => Calls == 0 ? 0 : (double)Failed / Calls;
}
