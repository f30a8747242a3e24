using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

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
    private bool? _isLong;

    // Whether more conversations are listed than are looked at for one page without their rows. Counted only where there are as many numbers.
    private bool IsLong => _isLong ??= bind("SELECT (SELECT max(no) FROM conversation) - (SELECT min(no) FROM conversation) >= ?199")
            .Bind(ListFilter.Limit, (long)effort.Scan).Scalar() == 1
        && bind("SELECT 1 FROM conversation AS c INDEXED BY conversation_created WHERE c.listed = ?1 LIMIT 1 OFFSET ?199")
            .Bind(ListFilter.Limit, (long)effort.Scan).Scalar() is not null;

    /// <summary>The conversations of <see cref="ListSource.Known"/>; null where no part has them.</summary>
    public string? Found { get; private set; }

    /// <summary>Whether the whole list has more conversations than that to look at on the way, once its parts are chosen.</summary>
    public bool LooksAtMoreThan(int rows) => _walked.Exists(part => Cut(part, rows, query with { After = null }) is not null);

    /// <summary>The parts of the list, in its order.</summary>
    public IReadOnlyList<ListPart> Parts()
    {
        List<IndexedFilter> filters = [.. IndexedFilter.Of(query, withPii)];
        var inOrder = query.Sort == ConversationSort.Created ? filters.Find(static filter => filter.InOrder is not null) : null;
        var parts = ListPart.Of(query, inOrder?.InOrder ?? column.Source);
        bool isTold = IsToldBy(filters);
        if (filters.Count == 0 && isTold)
        {
            return parts;
        }

        var (fewest, count) = Fewest(filters.Where(static filter => !filter.IsScan));
        if (fewest is not null && count < effort.Few)
        {
            return [new ListPart(ListSource.Of(fewest.Numbers))];
        }

        // A walk in order of creation looks for its filter itself.
        bool isWalked = filters.Count == 1 && inOrder is not null;
        if (!isWalked && !IsLong && Few(filters.Where(static filter => filter.IsScan)) is { } numbers)
        {
            Found = NumberList.Of(numbers);
            return [new ListPart(ListSource.Known)];
        }

        if (isWalked && isTold)
        {
            return Bounded(parts, effort.Scan);
        }

        _walked = [.. parts.Where(static part => part.Source != ListSource.AtMoment)];
        return fewest is null
            ? Bounded(parts, effort.Longest)
            : [.. parts.SelectMany(part => part.Source == ListSource.AtMoment ? [part] : Split(part, ListSource.Of(fewest.Numbers)))];
    }

    // Whether the filters whose indexes are known are all there are: nothing is walked past then.
    private bool IsToldBy(List<IndexedFilter> filters) => query is { Not: null, HandoffReason: null, StartedFrom: null }
        && QueryFilters.All.Count(filter => filter.IsGiven(query) && !s_ofTime.Contains(filter.Name)) == filters.Count;

    // The parts, of which not all is read for a page. An offset is counted from the beginning, so that it has no place to go on from.
    private IReadOnlyList<ListPart> Bounded(IReadOnlyList<ListPart> parts, int most)
    {
        if (query is { Offset: > 0, After: null })
        {
            return parts;
        }

        return [.. parts.Select(part => part.Source == ListSource.AtMoment ? part : part with { Most = most })];
    }

    /// <summary>The pieces of a part that are read for one page, in order. Each is cut as it is asked for: most pages are full soon.</summary>
    public IEnumerable<ListPart> Pieces(ListPart part)
    {
        if (part.Most is not { } most || (most == effort.Scan && !IsLong) || Cut(part, Math.Min(Soon, most), query) is not var (first, others))
        {
            yield return part;
            yield break;
        }

        yield return first;
        yield return Cut(others, most, query) is var (second, _) ? second with { EndsPage = true } : others;
    }

    // Counts each no further than to the least count so far.
    private (IndexedFilter? Fewest, long Count) Fewest(IEnumerable<IndexedFilter> filters)
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

    // The numbers of the conversations that the first filter leaves of those that leave few; null where none does. That takes a look at all conversations only
    // for this one: the others soon have left too many.
    private List<long>? Few(IEnumerable<IndexedFilter> scans)
    {
        foreach (var scan in scans)
        {
            var numbers = bind($"{scan.Numbers} LIMIT ?199").Bind(ListFilter.Limit, (long)effort.Few).Numbers();
            if (numbers.Count < effort.Few)
            {
                return numbers;
            }
        }

        return null;
    }

    // A walk, and what comes after it by the filter that leaves least. Where many share a value, the walk takes them all: they are in order of id, where
    // nothing lies together.
    private ListPart[] Split(ListPart walk, ListSource rest)
        => Cut(walk, effort.Walk, query) is var (first, second) ? [first, second with { Source = rest }] : [walk];

    // The first so many rows of a walk, and the others; null where there are no others. Of a long list, those count too that the condition of the walk passes
    // over.
    private (ListPart First, ListPart Others)? Cut(ListPart walk, int rows, ConversationQuery asked)
    {
        string direction = query.Ascending ? "" : "DESC";
        var rowsOf = walk.Source.All.Select(source => $"SELECT {column.In(source)} {(IsLong ? source.Unfiltered : null) ?? source.Sql} AND {Range(source)}");
        var end = walk.BindTo(bind($"{string.Join(" UNION ALL ", rowsOf)} ORDER BY 1 {direction} LIMIT 1 OFFSET ?199"), asked)
            .Bind(ListFilter.Limit, rows);
        if (end.Scalar() is not { } value)
        {
            return null;
        }

        return query.Ascending
            ? (walk with { High = value + 1 }, walk with { Low = value + 1 })
            : (walk with { Low = value }, walk with { High = value });
    }

    private string Range(ListSource source)
        => query.Ascending ? $"{column.In(source)} >= ?4 AND {column.In(source)} < ?6" : $"{column.In(source)} <= ?4 AND {column.In(source)} >= ?6";
}
