namespace ConvLog.Sqlite.Statistics;

/// <summary>A conversation of which something may change in a transaction.</summary>
/// <param name="before">For whom it counted before; null where it did not count.</param>
internal sealed class TouchedConversation(StatisticsGroup? before)
{
    public StatisticsGroup? Before => before;

    /// <summary>For whom it counts at the end; null before the end, and where it does not count.</summary>
    public StatisticsGroup? Now { get; set; }

    /// <summary>Whether all of it was taken out.</summary>
    public bool IsAll { get; set; }

    /// <summary>All of its turns and calls, where nothing has to be read of them; else null.</summary>
    public FirstRecords? First { get; set; }

    /// <summary>The days on which it had model calls when all of it was taken out.</summary>
    public List<long> DaysOfModelCalls { get; set; } = [];

    /// <summary>The ids of turns that were taken out, or were not there.</summary>
    public HashSet<string> Turns { get; } = new(StringComparer.Ordinal);

    /// <summary>The ids of calls that were taken out, or were not there.</summary>
    public HashSet<string> Calls { get; } = new(StringComparer.Ordinal);
}
