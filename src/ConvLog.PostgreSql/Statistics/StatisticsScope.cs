using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>The conversations (c, their rows in "conversation") that statements count.</summary>
internal readonly record struct StatisticsScope
{
    /// <summary>Whether all conversations of one day ($1) are counted, grouped by dimension; otherwise those of a period ($1, $2), by its days ($3).</summary>
    public bool IsDay { get; init; }

    /// <summary>For a period, whether only conversations of given days ($4) are counted.</summary>
    public bool HasDays { get; init; }

    /// <summary>For a period, the partitions with data from it; null for all.</summary>
    public PartitionRange? Range { get; init; }

    /// <summary>Further columns to group by.</summary>
    public string Parts => IsDay ? $", {DayPart.Columns}" : "";

    /// <summary>The time bucket of a start time, as a column to group by.</summary>
    /// <param name="started">The column of the time.</param>
    public string At(string started) => IsDay ? FormattableString.Invariant($"{started} / {QuarterHour.Ticks}") : $"width_bucket({started}, $3::bigint[])";

    /// <summary>The condition on the rows to count.</summary>
    /// <param name="name">The table's name in the statement.</param>
    public string During(string name) => IsDay ? OfDay(name) : $"{name}.started >= $1 AND {name}.started < $2{OfSameDays(name)}";

    /// <summary>The condition on a table that is joined to the rows to count, appended to others: only rows of the same days and partitions are read.</summary>
    /// <param name="name">The table's name in the statement.</param>
    public string OfSameDays(string name) => IsDay ? $" AND {OfDay(name)}" : $"{(HasDays ? $" AND {OfDays(name, "= ANY($4)")}" : "")}{Within(name)}";

    /// <summary>The condition on the rows of the conversations of one day ($1).</summary>
    /// <param name="name">The table's name in the statement.</param>
    public static string OfDay(string name) => OfDays(name, "= $1");

    // A partition may have a year, and no index by day. The table of IDs has one.
    private static string OfDays(string name, string days)
        => $"{name}.day {days} AND {name}.conversation IN (SELECT i.conversation FROM #.conversation_id AS i WHERE i.day {days})";

    /// <summary>A condition for a joined table, appended to others: only the same partitions are read.</summary>
    /// <param name="name">The table's name in the statement.</param>
    public string Within(string name) => Range?.And(name) ?? "";
}
