namespace ConvLog.Sqlite.Statistics;

/// <summary>What a roll-up adds up. The numbers are stored.</summary>
internal enum RollUpKind
{
    /// <summary>The turns of a quarter of an hour.</summary>
    Turns = 0,

    /// <summary>A function's calls of a quarter of an hour.</summary>
    Calls = 1,

    /// <summary>
    /// A function's calls of a day in UTC. Functions are not told apart by day, so whole days of a time are read from these, and only its ends from quarters.
    /// </summary>
    CallsOfDay = 2,
}
