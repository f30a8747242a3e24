namespace ConvLog.Storage;

/// <summary>One day, from midnight to midnight in the time zone that was asked for.</summary>
/// <param name="Day">The day.</param>
/// <param name="Statistics">What happened on it, within the time that was asked for.</param>
public sealed record DayStatistics(DateOnly Day, PeriodStatistics Statistics);
