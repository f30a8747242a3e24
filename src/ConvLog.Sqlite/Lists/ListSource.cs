namespace ConvLog.Sqlite.Lists;

/// <summary>Where a list takes its rows from, before the filter. All texts are constants, so there is a bounded number of them.</summary>
/// <param name="Sql">FROM and the beginning of WHERE.</param>
internal sealed record ListSource(string Sql)
{
    /// <summary>The same without the condition of a walk: all that it looks at. Null where it has none.</summary>
    public string? Unfiltered { get; private init; }

    /// <summary>More conversations, which are in the same order; null for none.</summary>
    public ListSource? Other { get; init; }

    /// <summary>The column by which these are in order; null for the one that the list is sorted by.</summary>
    public string? Column { get; init; }

    /// <summary>This one and the other, where there is one.</summary>
    public IEnumerable<ListSource> All => Other is null ? [this] : [this, Other];

    /// <summary>Those that were going on at a moment.</summary>
    public static ListSource AtMoment { get; } = Of(ActivitySpan.NumbersAtMoment);

    /// <summary>Those whose numbers are known.</summary>
    public static ListSource Known { get; } = Of("SELECT value FROM json_each(?2)");

    /// <summary>The rows of an index, in its order.</summary>
    /// <param name="index">The index. It is named, since the planner does not know how many rows a filter leaves.</param>
    /// <param name="condition">A condition on its columns, which is checked before the row is read; null for none.</param>
    public static ListSource Walk(string index, string? condition = null)
    {
        string all = $"FROM conversation AS c INDEXED BY {index} WHERE c.listed = ?1";
        return condition is null ? new(all) : new($"{all} AND {condition}") { Unfiltered = all };
    }

    /// <summary>The rows of an index of conversations that were closed, in its order.</summary>
    public static ListSource OfClosed(string index) => new($"FROM conversation AS c INDEXED BY {index} WHERE c.listed = ?1 AND c.closed IS NOT NULL");

    /// <summary>The rows of an index of conversations that are open, in its order.</summary>
    public static ListSource OfOpen(string index) => new($"FROM conversation AS c INDEXED BY {index} WHERE c.listed = ?1 AND c.closed IS NULL");

    /// <summary>The rows of some numbers, in no order.</summary>
    /// <param name="numbers">A query of numbers.</param>
    public static ListSource Of(string numbers) => new($"FROM conversation AS c NOT INDEXED WHERE c.no IN ({numbers}) AND c.listed = ?1");
}
