namespace ConvLog.Sqlite.Lists;

/// <summary>The rows that a list reads, before they are filtered.</summary>
/// <param name="Sql">FROM and the beginning of WHERE.</param>
internal sealed record ListSource(string Sql)
{
    /// <summary>The same source without the condition on the index's columns: all rows that are read. Null if it has no condition.</summary>
    public string? Unfiltered { get; private init; }

    /// <summary>Further conversations in the same order; null for none.</summary>
    public ListSource? Other { get; init; }

    /// <summary>The column by which these are ordered; null for the one by which the list is sorted.</summary>
    public string? Column { get; init; }

    /// <summary>This source and the others, if any.</summary>
    public IEnumerable<ListSource> All => Other is null ? [this] : [this, .. Other.All];

    /// <summary>The conversations that were active at a moment.</summary>
    public static ListSource AtMoment { get; } = Of(ActivitySpan.NumbersAtMoment);

    /// <summary>Conversations with known numbers.</summary>
    public static ListSource Known { get; } = Of("SELECT value FROM json_each(?2)");

    /// <summary>The rows of an index, in its order.</summary>
    /// <param name="index">The index. It is named because the planner does not know how many rows a filter matches.</param>
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

    /// <summary>The conversations of some dims in order of creation: a merge of those of each.</summary>
    /// <param name="dims">The numbers of the dims, as parameters. There is at least one.</param>
    public static ListSource OfDims(IEnumerable<string> dims) => dims.Reverse().Aggregate(default(ListSource), static (others, one)
        => new($"FROM conversation AS c INDEXED BY conversation_dims WHERE c.dims = {one} AND c.listed = ?1") { Other = others })!;

    /// <summary>The rows with some numbers, in no particular order.</summary>
    /// <param name="numbers">A query of numbers.</param>
    public static ListSource Of(string numbers) => new($"FROM conversation AS c NOT INDEXED WHERE c.no IN ({numbers}) AND c.listed = ?1");
}
