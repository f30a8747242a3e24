using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// Chooses how to read a list. A filter that leaves few conversations is followed to them, and they are sorted; else the list is walked in its own order until
/// the page is full, with the filter looked at on the way, and no further than a bound. So what is read depends on the page, and hardly on how much there is.
/// </summary>
/// <param name="query">What is asked for, text and field apart.</param>
/// <param name="withPii">Whether for a reader with the permission.</param>
/// <param name="column">By what the list is sorted.</param>
/// <param name="bind">Prepares a statement with the parameters of the filter.</param>
/// <param name="effort">When to take which way.</param>
internal sealed class ListPlan(ConversationQuery query, bool withPii, SortColumn column, Func<string, Statement> bind, ListEffort effort)
{
    private const int Soon = 1_000;

    // The walk itself begins and ends with them.
    private static readonly string[] s_ofTime = [nameof(ConversationQuery.From), nameof(ConversationQuery.To)];

    // The parts in which filters are looked at on the way.
    private List<ListPart> _walked = [];

    /// <summary>Whether the whole list has more conversations than that to look at on the way, once its parts are chosen.</summary>
    public bool LooksAtMoreThan(int rows) => _walked.Exists(part => Cut(part, rows, query with { After = null }) is not null);

    /// <summary>The parts of the list, in its order.</summary>
    public IReadOnlyList<ListPart> Parts()
    {
        List<IndexedFilter> filters = [.. IndexedFilter.Of(query, withPii)];
        var inOrder = query.Sort == ConversationSort.Created ? filters.Find(static filter => filter.InOrder is not null) : null;
        var parts = ListPart.Of(query, inOrder?.InOrder ?? ListSource.Walk(column.Index));
        if (filters.Count == (inOrder is null ? 0 : 1) && IsToldBy(filters))
        {
            return parts;
        }

        _walked = [.. parts.Where(static part => part.Source != ListSource.AtMoment)];
        (var fewest, long count) = filters.Count == (inOrder is null ? 0 : 1) ? default : Fewest(filters);
        if (fewest is null)
        {
            return Bounded(parts);
        }

        var sorted = ListSource.Of(fewest.Numbers);
        if (count < effort.Few)
        {
            _walked = [];
            return [new ListPart(sorted)];
        }

        return [.. parts.SelectMany(part => part.Source == ListSource.AtMoment ? [part] : Split(part, sorted))];
    }

    // Whether the filters whose indexes are known are all there are: nothing is walked past then.
    private bool IsToldBy(List<IndexedFilter> filters) => query is { Not: null, HandoffReason: null, StartedFrom: null }
        && QueryFilters.All.Count(filter => filter.IsGiven(query) && !s_ofTime.Contains(filter.Name)) == filters.Count;

    // The parts, of which not all is read for a page. An offset is counted from the beginning, so that it has no place to go on from.
    private IReadOnlyList<ListPart> Bounded(IReadOnlyList<ListPart> parts)
    {
        if (query is { Offset: > 0, After: null })
        {
            return parts;
        }

        return [.. parts.Select(static part => part.Source == ListSource.AtMoment ? part : part with { IsBounded = true })];
    }

    /// <summary>The pieces of a part that are read for one page, in order. Each is cut as it is asked for: most pages are full soon.</summary>
    public IEnumerable<ListPart> Pieces(ListPart part)
    {
        if (!part.IsBounded || Cut(part, Math.Min(Soon, effort.Longest), query) is not var (first, others))
        {
            yield return part;
            yield break;
        }

        yield return first;
        yield return Cut(others, effort.Longest, query) is var (second, _) ? second with { EndsPage = true } : others;
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
        => Cut(walk, effort.Walk, query) is var (first, second) ? [first, second with { Source = rest }] : [walk];

    // The first so many rows of a walk, and the others; null where there are no others.
    private (ListPart First, ListPart Others)? Cut(ListPart walk, int rows, ConversationQuery asked)
    {
        string c = $"c.{column.Name}";
        string range = query.Ascending ? $"{c} >= ?4 AND {c} < ?6 ORDER BY {c}" : $"{c} <= ?4 AND {c} >= ?6 ORDER BY {c} DESC";
        var end = walk.BindTo(bind($"SELECT {c} {walk.Source.Sql} AND {range} LIMIT 1 OFFSET ?199"), asked).Bind(ListFilter.Limit, rows);
        if (end.Scalar() is not { } value)
        {
            return null;
        }

        return query.Ascending
            ? (walk with { High = value + 1 }, walk with { Low = value + 1 })
            : (walk with { Low = value }, walk with { High = value });
    }
}
