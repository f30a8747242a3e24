namespace ConvLog.Storage;

/// <summary>Statistics of one day, from midnight to midnight in the time zone of the query.</summary>
public sealed record DayStatistics
{
    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The part of the day that is within the period of the query.</summary>
    public required PeriodStatistics Statistics { get; init; }
}
