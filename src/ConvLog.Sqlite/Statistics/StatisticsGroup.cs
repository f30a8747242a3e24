namespace ConvLog.Sqlite.Statistics;

/// <summary>For whom a conversation counts.</summary>
/// <param name="Dims">Its agent, environment and channel.</param>
/// <param name="User">Its end user; null where not known.</param>
/// <param name="Created">When it started, in ticks.</param>
internal readonly record struct StatisticsGroup(long Dims, long? User, long Created);
