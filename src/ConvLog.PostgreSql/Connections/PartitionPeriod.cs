using System.Runtime.InteropServices;

namespace ConvLog.PostgreSql.Connections;

/// <summary>A partition and the days of its data, which may be earlier and later than its own.</summary>
/// <param name="Days">Its own days.</param>
/// <param name="Since">The first day on which something in it may have begun.</param>
/// <param name="VisibleUntil">The day after the last one that may have visible data.</param>
/// <param name="AllUntil">The day after the last one that may have any data.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PartitionPeriod(DaySpan Days, int Since, int VisibleUntil, int AllUntil)
{
    /// <summary>The day after its last data, for a reader. Personal data does not affect readers without the permission.</summary>
    public int Until(bool withPii) => withPii ? AllUntil : VisibleUntil;

    /// <summary>The period in the columns of a row: <c>first, ends, since, v_until, a_until</c>.</summary>
    public static PartitionPeriod Of(Row row) => new(DaySpan.Of(row), row.Int32(2), row.Int32(3), row.Int32(4));
}
