using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Writing;

/// <summary>A stored row of which a later state may arrive.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Created">When its state was created, in ticks.</param>
internal readonly record struct KeptRow(long Number, long Created)
{
    /// <summary>The row that a statement finds; null for none.</summary>
    /// <param name="find">Returns the number and the time of at most one row.</param>
    public static KeptRow? Of(Statement find)
    {
        if (!find.Step())
        {
            return null;
        }

        var kept = new KeptRow(find.Int64(0), find.Int64(1));
        find.Reset();
        return kept;
    }
}
