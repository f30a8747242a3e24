using System.Runtime.InteropServices;

namespace ConvLog.PostgreSql.Connections;

/// <summary>A partition and the days that it has something of, which may be earlier and later than its own.</summary>
/// <param name="Days">Its own days.</param>
/// <param name="Since">Nothing in it began before this day.</param>
/// <param name="VisibleUntil">Nothing in it that everyone may see is of this day or later.</param>
/// <param name="AllUntil">Nothing at all is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PartitionPeriod(DaySpan Days, int Since, int VisibleUntil, int AllUntil)
{
    /// <summary>From which day on it has nothing, for a reader. What only some may see changes nothing for others.</summary>
    public int Until(bool withPii) => withPii ? AllUntil : VisibleUntil;

    /// <summary>The period in the columns of a row: <c>first, ends, since, v_until, a_until</c>.</summary>
    public static PartitionPeriod Of(Row row) => new(DaySpan.Of(row), row.Int32(2), row.Int32(3), row.Int32(4));
}
