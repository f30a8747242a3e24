namespace ConvLog.Sqlite.Lists;

/// <summary>A filter whose conversations are found by an index, or that can be checked in the index of all conversations, without their rows.</summary>
/// <param name="Numbers">A query of their numbers. It may return duplicates, and some that do not match the filter.</param>
/// <param name="InOrder">The same conversations, and perhaps others, in order of creation; null if the index in that order lacks the columns.</param>
internal sealed record IndexedFilter(string Numbers, ListSource? InOrder = null)
{
    private const string CreatedIndex = "conversation_created";

    /// <summary>Whether <see cref="Numbers"/> reads all conversations in the index.</summary>
    public bool IsScan { get; init; }

    /// <summary>Whether <see cref="InOrder"/> has no other conversations, so that reading in order skips none.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether it is not a filter of the query but the scope of its reader.</summary>
    public bool IsOfScope { get; init; }

    /// <summary>A condition on the columns of the index of all conversations.</summary>
    public static IndexedFilter Scan(string condition)
    {
        var walk = ListSource.Walk(CreatedIndex, condition);
        return new($"SELECT c.no {walk.Sql}", walk) { IsScan = true };
    }

    /// <summary>The conversations of some dims.</summary>
    /// <param name="dims">A query of the numbers of the dims.</param>
    public static IndexedFilter OfDims(string dims) => new(
        $"SELECT c.no FROM conversation AS c INDEXED BY conversation_dims WHERE c.dims IN ({dims}) AND c.listed = ?1",
        ListSource.Walk(CreatedIndex, $"c.dims IN ({dims})"));
}
