namespace ConvLog.Sqlite.Statistics;

/// <summary>The kinds of counts of a day. The numbers are stored.</summary>
internal enum CountedDayKind
{
    /// <summary>The turns, function calls and model calls that started on it (<see cref="StatisticsDay"/>).</summary>
    Statistics = 0,

    /// <summary>The function calls of the conversations that started on it (<see cref="CallDay"/>).</summary>
    Functions = 1,

    /// <summary>The calls of endpoints of these conversations.</summary>
    Endpoints = 2,

    /// <summary>The model calls of these conversations.</summary>
    Models = 3,

    /// <summary>The messages of errors of these conversations (<see cref="ErrorDay"/>).</summary>
    Errors = 4,
}
