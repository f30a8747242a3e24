using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// Chooses how to read a list. A filter that leaves few conversations is followed to them, and they are sorted; else the list is walked in its own order until
/// the page is full, with the filter looked at on the way. So what is read depends on the page, and hardly on how much there is.
/// </summary>
/// <param name="query">What is asked for, text and field apart.</param>
/// <param name="withPii">Whether for a reader with the permission.</param>
/// <param name="column">By what the list is sorted.</param>
/// <param name="bind">Prepares a statement with the parameters of the filter.</param>
/// <param name="effort">When to take which way.</param>
internal sealed class ListPlan(ConversationQuery query, bool withPii, SortColumn column, Func<string, Statement> bind, ListEffort effort)
{
    /// <summary>The parts of the list, in its order.</summary>
    public IReadOnlyList<ListPart> Parts()
    {
        List<IndexedFilter> filters = [.. IndexedFilter.Of(query, withPii)];
        var inOrder = query.Sort == ConversationSort.Created ? filters.Find(static filter => filter.InOrder is not null) : null;
        var parts = ListPart.Of(query, inOrder?.InOrder ?? ListSource.Walk(column.Index));
        if (filters.Count == (inOrder is null ? 0 : 1))
        {
            return parts; // Nothing is walked past but what the index cannot tell.
        }

        (var fewest, long count) = Fewest(filters);
        if (fewest is null)
        {
            return parts;
        }

        var sorted = ListSource.Of(fewest.Numbers);
        return count < effort.Few ? [new ListPart(sorted)] : [.. parts.SelectMany(part => part.Source == ListSource.AtMoment ? [part] : Split(part, sorted))];
    }

    // Counts each no further than to the least count so far.
    private (IndexedFilter? Fewest, long Count) Fewest(List<IndexedFilter> filters)
    {
        IndexedFilter? fewest = null;
        long least = effort.Many;
        foreach (var filter in filters)
        {
            if (bind($"SELECT count(*) FROM ({filter.Numbers} LIMIT ?199)").Bind(ListFilter.Limit, least).Scalar() is { } found && found < least)
            {
                (fewest, least) = (filter, found);
            }
        }

        return (fewest, least);
    }

    // A walk, and what comes after it by the filter that leaves least. Where many share a value, the walk takes them all: they are in order of id, where
    // nothing lies together.
    private ListPart[] Split(ListPart walk, ListSource rest)
    {
        string c = $"c.{column.Name}";
        string range = query.Ascending ? $"{c} >= ?4 AND {c} < ?6 ORDER BY {c}" : $"{c} <= ?4 AND {c} >= ?6 ORDER BY {c} DESC";
        var end = walk.BindTo(bind($"SELECT {c} {walk.Source.Sql} AND {range} LIMIT 1 OFFSET ?199"), query).Bind(ListFilter.Limit, effort.Walk);
        if (end.Scalar() is not { } value)
        {
            return [walk];
        }

        return query.Ascending
            ? [walk with { High = value + 1 }, new ListPart(rest, value + 1, walk.High)]
            : [walk with { Low = value }, new ListPart(rest, walk.Low, value)];
    }
}
