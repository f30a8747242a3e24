namespace ConvLog.Sqlite.Statistics;

/// <summary>The kinds of counts of a day. The numbers are stored.</summary>
internal enum CountedDayKind
{
    /// <summary>The turns, function calls and model calls that started on it (<see cref="StatisticsDay"/>).</summary>
    Statistics = 0,

    /// <summary>The calls of functions, endpoints and models of the conversations that started on it (<see cref="CallDay"/>).</summary>
    Calls = 1,
}
