namespace ConvLog.Storage;

/// <summary>How one function did.</summary>
/// <param name="Name">The function.</param>
/// <param name="Calls">Function events that began in the time, whatever their outcome.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Duration">How long those took that have a duration.</param>
public sealed record FunctionStatistics(string Name, long Calls, long Failed, DurationStatistics Duration)
{
    /// <summary>Failed calls in all calls, 0 to 1.</summary>
    public double ErrorRate => Calls == 0 ? 0 : (double)Failed / Calls;
}
