namespace ConvLog.Sqlite.Statistics;

/// <summary>For whom a conversation counts.</summary>
/// <param name="Dims">Its agent, environment and channel.</param>
/// <param name="User">Its end user; null where not known.</param>
internal readonly record struct StatisticsGroup(long Dims, long? User);
