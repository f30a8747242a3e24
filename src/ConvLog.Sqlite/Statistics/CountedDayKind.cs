namespace ConvLog.Sqlite.Statistics;

/// <summary>What is counted of a day. The numbers are stored.</summary>
internal enum CountedDayKind
{
    /// <summary>By model and by variant, the turns and model calls that started on it.</summary>
    Models = 0,

    /// <summary>The function calls of the conversations that started on it.</summary>
    Calls = 1,
}
