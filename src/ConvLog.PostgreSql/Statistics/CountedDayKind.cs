namespace ConvLog.PostgreSql.Statistics;

/// <summary>The kind of counts of a day. The numbers are stored.</summary>
internal enum CountedDayKind
{
    /// <summary>Turns and their usage, function calls and model calls (<see cref="ConvLog.Storage.Statistics.CountedPart"/>).</summary>
    Statistics = 0,

    /// <summary>The calls of functions, endpoints and models (<see cref="ConvLog.Storage.Statistics.Calls.CountedCalls"/>).</summary>
    Calls = 1,
}
