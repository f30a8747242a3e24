using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// One list: which conversations are on a page, and how many there are on all. A list is walked in its own order until the page is full, with the filters
/// looked at on the way, and no further than a bound. Where the page is not full soon, and a filter's index leads to few conversations, those are read instead.
/// </summary>
internal sealed partial class ConversationList
{
    /// <summary>Where a list is walked, so many conversations are looked at for one page at most: 0.3 s. The next page begins behind them.</summary>
    public const int MostLookedAt = 100_000;

    // Most pages are full by then.
    private const int Soon = 1_000;

    // The walk itself begins and ends with them.
    private static readonly string[] s_ofTime = [nameof(ConversationQuery.From), nameof(ConversationQuery.StartedFrom), nameof(ConversationQuery.To)];

    // Partition by partition, in order, a join stops as soon as the page is full. The planner takes so many partitions for so much work that it would compile
    // the query: that alone takes a second.
    private static readonly (string Sql, object?[] Parameters)[] s_planning = [("SET LOCAL enable_partitionwise_join = on", []), ("SET LOCAL jit = off", [])];

    private readonly Session _session;
    private readonly ConversationQuery _query;
    private readonly ListFilter _filter;
    private readonly ListFilter _ofWalk;
    private readonly ListFilter _onTheWay;
    private readonly ListWalk? _walk;
    private readonly FewFound _few;
    private readonly SortColumn _column;
    private readonly int _most;
    private readonly TextMatches? _searched;
    private readonly PartitionPeriods _periods;
    private readonly PartitionRange _ofTime;
    private readonly bool _withPii;

    private ConversationList(Session session, ConversationQuery query, ListFilter filter, ListFilter ofWalk, ListFilter onTheWay, ListWalk? walk, FewFound few,
        SortColumn column, int most, TextMatches? searched, PartitionPeriods periods, bool withPii)
    {
        (_session, _query, _filter, _ofWalk, _onTheWay) = (session, query, filter, ofWalk, onTheWay);
        (_walk, _few, _column, _most, _searched) = (walk, few, column, most, searched);
        (_periods, _ofTime, _withPii) = (periods, periods.Range, withPii);
    }

    /// <summary>Whether a search for a text or field ended at its bound.</summary>
    public bool SearchStopped => SearchedFrom is not null;

    /// <summary>How far it looked where it did, see <see cref="TextMatches"/>; null where it looked at all.</summary>
    public DateTimeOffset? SearchedFrom => _searched?.SearchedFrom;

    /// <param name="session">The connection.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="withPii">Whether personal entries count.</param>
    /// <param name="person">Whom it asks for.</param>
    /// <param name="most">How many conversations it looks at for one page, see <see cref="MostLookedAt"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<ConversationList> OfAsync(Session session, ConversationQuery query, bool withPii, UserFilter person, int most,
        CancellationToken cancellationToken)
    {
        query = query.WithImpliedTimes();
        var periods = (await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false)).During(
            Later(query.From, query.StartedFrom)?.UtcTicks, query.To?.UtcTicks, withPii);
        var functions = await CalledFunctions.FindAsync(session, query, periods.Range, cancellationToken).ConfigureAwait(false);
        var excluded = new List<ListFilter>();
        foreach (var (_, alone) in query.Excluded)
        {
            string[]? called = await CalledFunctions.FindAsync(session, alone, periods.Range, cancellationToken).ConfigureAwait(false);
            excluded.Add(new ListFilter(alone, withPii, person, called) { IsOneByOne = true });
        }

        var filter = new ListFilter(query, withPii, person, functions, excluded);
        var onTheWay = query with { Scope = ConversationScope.All, From = null, StartedFrom = null, To = null };
        return new ConversationList(
            session,
            query,
            filter,
            new ListFilter(OfWalk(query), withPii, person: default, functions: null),
            new ListFilter(onTheWay, withPii, person, functions, excluded) { IsOneByOne = true },
            ListWalk.Of(query, withPii),
            new FewFound(query, withPii, person, functions, most / 100, periods.Range),
            SortColumn.Of(query.Sort, withPii),
            most,
            await ListSearch.FindAsync(session, query, filter, cancellationToken).ConfigureAwait(false),
            periods,
            withPii);
    }

    /// <summary>
    /// The page, in order, one more than asked for where more follow; and how many the filter lets through on all pages, where that is asked for.
    /// </summary>
    /// <returns>
    /// In addition, where the next page begins, as the page is not full though the list has not ended; null where it has, or the page is full.
    /// </returns>
    public async ValueTask<(List<ListedRow> Page, int? Total, ListPosition? StoppedAt)> ReadAsync(CancellationToken cancellationToken)
    {
        if (!IsWalked)
        {
            (var all, int? count) = await ReadAllAsync(_query.CountTotal, cancellationToken).ConfigureAwait(false);
            return (all, count, null);
        }

        bool countsAll = _query is { CountTotal: true, MostCounted: null };
        TextMatches? few = null;
        (var page, int? total, var stoppedAt) = await WalkAsync(Math.Min(Soon, _most), countsAll, cancellationToken).ConfigureAwait(false);
        if (stoppedAt is not null)
        {
            few = await _few.FindAsync(_session, cancellationToken).ConfigureAwait(false);
            (page, _, stoppedAt) = few is null
                ? await WalkAsync(_most, counts: false, cancellationToken).ConfigureAwait(false)
                : ((await ReadAsync(Whole(few), counts: false, cancellationToken).ConfigureAwait(false)).Page, null, null);
        }

        total = _query is { CountTotal: true, MostCounted: { } most } ? await CountAsync(few, most, cancellationToken).ConfigureAwait(false) : total;
        return (page, total, stoppedAt);
    }

    /// <summary>
    /// Whether filters are looked at on the way. They are not where a search gives the conversations, or an index has the list of the one filter there is. An
    /// offset is counted from the beginning, so that a page that ended at the bound could not be followed by another.
    /// </summary>
    public bool IsWalked => _searched is null && Offset == 0
        && (_query.Not is not null || QueryFilters.All.Any(filter => filter.IsGiven(_query) && !IsOfWalk(filter)));

    // What is looked at in the order of the list itself, or stands in an index beside it.
    private static ConversationQuery OfWalk(ConversationQuery query)
    {
        var always = new ConversationQuery
        {
            Environment = query.Environment == ConversationEnvironment.Debug ? query.Environment : null,
            Scope = query.Scope,
            From = query.From,
            StartedFrom = query.StartedFrom,
            To = query.To,
        };
        return query.Sort switch
        {
            ConversationSort.Duration => always with { MinDuration = query.MinDuration, MaxDuration = query.MaxDuration },
            ConversationSort.Tokens => always with { MinTokens = query.MinTokens, MaxTokens = query.MaxTokens },
            ConversationSort.Errors => always with { HasError = query.HasError },
            _ => always,
        };
    }

    // Whether the walk meets nothing else.
    private bool IsOfWalk(QueryFilter filter)
        => s_ofTime.Contains(filter.Name) || filter.Column == ListColumn.Of(_query.Sort) || string.Equals(filter.Name, _walk?.Filter, StringComparison.Ordinal);

    // Only what a search found, or slice by slice.
    private async ValueTask<(List<ListedRow> Page, int? Total)> ReadAllAsync(bool counts, CancellationToken cancellationToken)
    {
        if (_searched is not null)
        {
            return await ReadAsync(Whole(_searched), counts, cancellationToken).ConfigureAwait(false);
        }

        int? total = null;
        List<ListedRow> page = [];
        foreach (var slice in Slices(_query.After))
        {
            (page, int? count) = await ReadAsync(Whole(found: null, slice.Range), counts && total is null, cancellationToken).ConfigureAwait(false);
            total ??= count;
            if (IsFull(page, slice.Least))
            {
                break;
            }
        }

        return (page, total);
    }

    private async ValueTask<(List<ListedRow> Page, int? Total, ListPosition? StoppedAt)> WalkAsync(int most, bool counts, CancellationToken cancellationToken)
    {
        int? total = null;
        List<ListedRow> page = [];
        long begin = IsInParts && !_query.Ascending ? _query.From!.Value.UtcTicks : long.MinValue;
        foreach (var slice in Slices(_query.After))
        {
            (page, int? count) = await ReadAsync(Walk(most, slice.Range), counts && total is null, cancellationToken).ConfigureAwait(false);
            total ??= count;
            if (IsFull(page, Math.Max(begin, slice.Least)))
            {
                break;
            }

            if (await LookedAtAsync(slice.Range, most - 1L, _query.After, cancellationToken).ConfigureAwait(false) is { } last && last.Value >= slice.Least)
            {
                // What began before the time comes after what the walk has not looked at.
                page.RemoveAll(row => row.Value < begin);
                return (page, total, last);
            }
        }

        return (page, total, null);
    }

    private async ValueTask<(List<ListedRow> Page, int? Total)> ReadAsync(
        (string Sql, object?[] Parameters) ofPage, bool counts, CancellationToken cancellationToken)
    {
        List<(string Sql, object?[] Parameters)> queries = [.. Planning, ofPage];
        if (counts)
        {
            queries.Add(Count(_searched));
        }

        var answers = await ResultSets.OfAsync(_session, queries, cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        var page = await answers.NextListAsync(
            static row => new ListedRow(new FoundConversation(row.Int64(0), row.Int32(1)), row.Text(2), row.Int64(3), row.OptionalInt64(4)),
            cancellationToken).ConfigureAwait(false);
        return (page, counts ? await TotalAsync(answers, cancellationToken).ConfigureAwait(false) : null);
    }

    private (string Sql, object?[] Parameters)[] Planning => [.. s_planning, .. PlanUse];

    // Which partitions have something of a time, and by which index, is seen with the time alone. Along the index of its order alone, any page is read in the
    // same way.
    private IReadOnlyList<(string Sql, object?[] Parameters)> PlanUse => IsWalked ? []
        : (_query.From ?? _query.To) is not null ? Session.PlanForThese
        : _searched is null ? _session.PlanOnce : [];

    // Whether the whole list, from its beginning, has more to look at.
    private async ValueTask<bool> IsLongerThanAsync(int most, CancellationToken cancellationToken)
    {
        foreach (var slice in Slices(after: null))
        {
            if (await LookedAtAsync(slice.Range, most, after: null, cancellationToken).ConfigureAwait(false) is { } found && found.Value >= slice.Least)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<ListPosition?> LookedAtAsync(PartitionRange range, long offset, ListPosition? after, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments(range);
        string sql = $"SELECT {_column.Name}, c.id {Looked(arguments, after)} LIMIT 1 OFFSET {arguments.Add(offset)}";
        var answers = await ResultSets.OfAsync(_session, [.. Planning, (sql, arguments.Values)], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? new ListPosition(row.Int64(0), row.Text(1)) : null;
    }

    // Null where the list is longer than that.
    private async ValueTask<int?> CountAsync(TextMatches? few, int most, CancellationToken cancellationToken)
    {
        if (few is null && await IsLongerThanAsync(most, cancellationToken).ConfigureAwait(false))
        {
            few = await _few.FindAsync(_session, cancellationToken).ConfigureAwait(false);
            if (few is null)
            {
                return null;
            }
        }

        var count = few is null ? CountOnTheWay() : Count(few);
        var answers = await ResultSets.OfAsync(_session, [.. Planning, count], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await TotalAsync(answers, cancellationToken).ConfigureAwait(false);
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;

    private static async ValueTask<int> TotalAsync(ResultSets answers, CancellationToken cancellationToken)
        => await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? (int)Math.Min(row.Int64(0), int.MaxValue) : 0;
}
