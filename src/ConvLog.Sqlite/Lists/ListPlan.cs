using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// Chooses how to read a list. If a filter matches few conversations, they are found by it and sorted; otherwise the list is read in its own order until the
/// page is full, with the filters checked for each row, up to a limit. The cost therefore depends on the page, and hardly on the number of conversations.
/// </summary>
/// <param name="query">The query, without text and field.</param>
/// <param name="filters">The filters that have an index, usually the most selective first.</param>
/// <param name="column">The column by which the list is sorted.</param>
/// <param name="bind">Prepares a statement with the parameters of the filter.</param>
/// <param name="effort">The limits by which a way is chosen.</param>
internal sealed class ListPlan(
    ConversationQuery query, IReadOnlyList<IndexedFilter> filters, SortColumn column, Func<string, Statement> bind, ListLimits effort)
{
    // Filters without an index of their own: a list begins and ends at times, and ratings are found by those of the requested source.
    private static readonly string[] s_others = [nameof(ConversationQuery.From), nameof(ConversationQuery.To), nameof(ConversationQuery.RatingSource)];

    // The parts whose rows are checked against the filters.
    private List<ListPart> _walked = [];

    // How many rows are read in the list's order before the most selective filter, first and then.
    private int _soon;
    private int _walk;
    private bool? _isLong;

    // Whether there are more listed conversations than are read for one page without their rows. Counted only if there are as many numbers.
    private bool IsLong => _isLong ??= bind("SELECT (SELECT max(no) FROM conversation) - (SELECT min(no) FROM conversation) >= ?7")
            .Bind(ListParameter.Limit, (long)effort.Scan).Scalar() == 1
        && bind("SELECT 1 FROM conversation AS c INDEXED BY conversation_created WHERE c.listed = ?1 LIMIT 1 OFFSET ?7")
            .Bind(ListParameter.Limit, (long)effort.Scan).Scalar() is not null;

    /// <summary>The conversations of <see cref="ListSource.Known"/>; null if no part uses it.</summary>
    public string? Found { get; private set; }

    /// <summary>Whether the whole list has more than a number of conversations to check, once its parts are chosen.</summary>
    public bool LooksAtMoreThan(int rows) => _walked.Exists(part => Cut(part, rows, query with { After = null }) is not null);

    /// <summary>The parts of the list, in its order.</summary>
    public IReadOnlyList<ListPart> Parts()
    {
        var inOrder = query.Sort == ConversationSort.Created ? filters.FirstOrDefault(static filter => filter.InOrder is not null) : null;
        var parts = ListPart.Of(query, inOrder?.InOrder ?? column.Source);
        bool isTold = IsTold;
        if (isTold && (filters.Count == 0 || (filters.Count == 1 && inOrder is { IsExact: true })))
        {
            return parts;
        }

        var (fewest, count) = Fewest(filters.Where(static filter => !filter.IsScan));
        bool isFew = fewest is not null && count < effort.Few;
        if (isFew && (count < effort.Soon || query.Sort != ConversationSort.Created))
        {
            return [new ListPart(ListSource.Of(fewest!.Numbers))];
        }

        // Reading in order of creation checks its filter itself.
        bool isWalked = filters.Count == 1 && inOrder is not null;
        if (!isFew && !isWalked && !IsLong && Few(filters.Where(static filter => filter.IsScan)) is { } numbers)
        {
            Found = NumberList.Of(numbers);
            return [new ListPart(ListSource.Known)];
        }

        if (!isFew && isWalked && isTold)
        {
            return Bounded(parts, effort.Scan);
        }

        _walked = isFew ? [] : [.. parts.Where(static part => part.Source != ListSource.AtMoment)];
        bool isCreated = query.Sort == ConversationSort.Created;
        (_soon, _walk) = (isCreated ? effort.Soon : effort.Walk, isFew || !isCreated ? 0 : effort.Walk);
        return fewest is null
            ? Bounded(parts, effort.Longest)
            : [.. parts.Select(part => part.Source == ListSource.AtMoment ? part : part with { Rest = ListSource.Of(fewest.Numbers) })];
    }

    // Whether all filters have a known index, so that no row is skipped.
    private bool IsTold => query is { Not: null, StartedFrom: null }
        && QueryFilters.All.Count(filter => filter.IsSet(query) && !s_others.Contains(filter.Name) && !ListPart.IsInOrder(filter.Name, query.Sort))
            == filters.Count(static filter => !filter.IsOfScope);

    // The parts, with a limit on the rows that are read for a page. An offset counts from the beginning, so it gives no position from which to continue.
    private IReadOnlyList<ListPart> Bounded(IReadOnlyList<ListPart> parts, int most)
    {
        if (query is { Offset: > 0, After: null })
        {
            return parts;
        }

        return [.. parts.Select(part => part.Source == ListSource.AtMoment ? part : part with { Most = most })];
    }

    /// <summary>The pieces of a part that are read for one page, in order. Each is determined on demand, because most pages are full soon.</summary>
    public IEnumerable<ListPart> Pieces(ListPart part)
    {
        int? soon = part.Rest is not null ? _soon : part.Most is { } most && (most != effort.Scan || IsLong) ? Math.Min(effort.Soon, most) : null;
        if (soon is null || Cut(part, soon.Value, query) is not var (first, others))
        {
            yield return part;
            yield break;
        }

        yield return first;
        foreach (var piece in Later(others))
        {
            yield return piece;
        }
    }

    // Counts each filter only up to the least count so far.
    private (IndexedFilter? Fewest, long Count) Fewest(IEnumerable<IndexedFilter> filters)
    {
        IndexedFilter? fewest = null;
        long least = effort.Many;
        foreach (var filter in filters)
        {
            if (bind($"SELECT count(*) FROM ({filter.Numbers} LIMIT ?7)").Bind(ListParameter.Limit, least).Scalar() is { } found && found < least)
            {
                (fewest, least) = (filter, found);
            }
        }

        return (fewest, least);
    }

    // The numbers of the conversations of the first filter that matches few; null if none does. Only this filter reads all conversations: the others soon have
    // too many matches.
    private List<long>? Few(IEnumerable<IndexedFilter> scans)
    {
        foreach (var scan in scans)
        {
            var numbers = bind($"{scan.Numbers} LIMIT ?7").Bind(ListParameter.Limit, (long)effort.Few).Numbers();
            if (numbers.Count < effort.Few)
            {
                return numbers;
            }
        }

        return null;
    }

    // The pieces after those that are read soon: up to the limit, or further in the list's order and then by the most selective filter. If many rows share a
    // value, the first piece reads them all: they are in order of id, in which matches are not close together.
    private ListPart[] Later(ListPart part)
    {
        if (part.Rest is { } rest)
        {
            return _walk == 0 ? [part with { Source = rest }] : Cut(part, _walk, query) is var (walked, last) ? [walked, last with { Source = rest }] : [part];
        }

        return [Cut(part, part.Most!.Value, query) is var (next, _) ? next with { EndsPage = true } : part];
    }

    // The first rows of each source of a part and the others; null if there are no others. For a long list, rows that the condition of the part skips count as
    // well.
    private (ListPart First, ListPart Others)? Cut(ListPart walk, int rows, ConversationQuery asked)
    {
        var ends = walk.Source.All.Select(source => walk.BindTo(bind(Nth(source)), asked).Bind(ListParameter.Limit, rows).Scalar()).OfType<long>().ToList();
        if (ends.Count == 0)
        {
            return null;
        }

        return query.Ascending
            ? (walk with { High = ends.Min() + 1 }, walk with { Low = ends.Min() + 1 })
            : (walk with { Low = ends.Max() }, walk with { High = ends.Max() });
    }

    // The sorted value after as many rows of a source as ?7.
    private string Nth(ListSource source)
    {
        string sorted = column.In(source);
        string rows = (IsLong ? source.Unfiltered : null) ?? source.Sql;
        return query.Ascending
            ? $"SELECT {sorted} {rows} AND {sorted} >= ?4 AND {sorted} < ?6 ORDER BY 1 LIMIT 1 OFFSET ?7"
            : $"SELECT {sorted} {rows} AND {sorted} <= ?4 AND {sorted} >= ?6 ORDER BY 1 DESC LIMIT 1 OFFSET ?7";
    }
}
