using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Statistics;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>How statements that count say what they count: c is the row in "conversation".</summary>
internal readonly record struct StatisticsScope
{
    /// <summary>Whether all conversations of one day are counted ($1), each part by itself; else those of a period ($1, $2), by its days ($3).</summary>
    public bool IsDay { get; init; }

    /// <summary>Of a period, whether only conversations of some days are counted ($4).</summary>
    public bool HasDays { get; init; }

    /// <summary>Of a period, the partitions that have something of it; null for all.</summary>
    public PartitionRange? Range { get; init; }

    /// <summary>Further columns, to group by as well.</summary>
    public string Parts => IsDay ? $", {DayPart.Columns}" : "";

    /// <summary>When something started, as a column by which rows are grouped.</summary>
    /// <param name="started">The column of the time.</param>
    public string At(string started) => IsDay ? FormattableString.Invariant($"{started} / {QuarterHour.Ticks}") : $"width_bucket({started}, $3::bigint[])";

    /// <summary>The condition on what is counted.</summary>
    /// <param name="name">The table's name in the statement.</param>
    public string During(string name)
        => IsDay ? $"{name}.day = $1" : $"{name}.started >= $1 AND {name}.started < $2{(HasDays ? $" AND {name}.day = ANY($4)" : "")}{Within(name)}";

    /// <summary>The condition on a further table, to follow others: that it is read in the same partitions.</summary>
    /// <param name="name">The table's name in the statement.</param>
    public string Within(string name) => Range?.And(name) ?? "";
}
