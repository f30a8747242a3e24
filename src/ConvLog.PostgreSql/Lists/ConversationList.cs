using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// One list: the conversations of a page and the total on all pages. A list is walked in its own order until the page is full, checking the filters on the
/// way, up to a limit. If the page is not full soon and the index of a filter yields few conversations, only those are read.
/// </summary>
internal sealed partial class ConversationList
{
    /// <summary>The most conversations that a walk examines for one page, which takes 0.3 s. The next page begins after them.</summary>
    public const int MostLookedAt = 100_000;

    // The limit of a first, short walk: it fills most pages.
    private const int Soon = 1_000;

    // These filters bound the walk itself.
    private static readonly string[] s_ofTime = [nameof(ConversationQuery.From), nameof(ConversationQuery.StartedFrom), nameof(ConversationQuery.To)];

    // A partition-wise join in order stops as soon as the page is full. Many partitions look expensive to the planner, which would then compile the query, and
    // that takes a second.
    private static readonly (string Sql, object?[] Parameters)[] s_planning = [("SET LOCAL enable_partitionwise_join = on", []), ("SET LOCAL jit = off", [])];

    private readonly Session _session;
    private readonly ConversationQuery _query;
    private readonly ListFilter _filter;
    private readonly ListFilter _ofWalk;
    private readonly ListFilter _onTheWay;
    private readonly OrderedIndex? _walk;
    private readonly SelectiveFilter _few;
    private readonly SortColumn _column;
    private readonly int _most;
    private readonly TextMatches? _searched;
    private readonly PartitionPeriods _periods;
    private readonly PartitionRange _ofTime;
    private readonly bool _withPii;

    private ConversationList(
        Session session, ConversationQuery query, ListFilter filter, ListFilter ofWalk, ListFilter onTheWay, OrderedIndex? walk, SelectiveFilter few,
        SortColumn column, int most, TextMatches? searched, PartitionPeriods periods, bool withPii)
    {
        (_session, _query, _filter, _ofWalk, _onTheWay) = (session, query, filter, ofWalk, onTheWay);
        (_walk, _few, _column, _most, _searched) = (walk, few, column, most, searched);
        (_periods, _ofTime, _withPii) = (periods, periods.Range, withPii);
    }

    /// <summary>Whether a search for a text or field ended at its bound.</summary>
    public bool SearchStopped => SearchedFrom is not null;

    /// <summary>How far back a search that ended at its bound got, see <see cref="TextMatches"/>; null if the search was complete.</summary>
    public DateTimeOffset? SearchedFrom => _searched?.SearchedFrom;

    /// <param name="session">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="withPii">Whether personal entries count.</param>
    /// <param name="person">The user, number and attributes of the query.</param>
    /// <param name="most">The most conversations to examine for one page, see <see cref="MostLookedAt"/>.</param>
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
            excluded.Add(new ListFilter(PostgreSqlDialect.OneByOne, alone, withPii, person, called));
        }

        var filter = new ListFilter(PostgreSqlDialect.Instance, query, withPii, person, functions, excluded);
        var onTheWay = query with { Scope = ConversationScope.All, From = null, StartedFrom = null, To = null };
        return new ConversationList(
            session,
            query,
            filter,
            new ListFilter(PostgreSqlDialect.Instance, OfWalk(query), withPii, person: default, functions: null),
            new ListFilter(PostgreSqlDialect.OneByOne, onTheWay, withPii, person, functions, excluded),
            OrderedIndex.Of(query, withPii),
            new SelectiveFilter(query, withPii, person, functions, most / 100, periods.Range),
            SortColumn.Of(query.Sort, withPii),
            most,
            await ListSearch.FindAsync(session, query, withPii, filter, cancellationToken).ConfigureAwait(false),
            periods,
            withPii);
    }

    /// <summary>
    /// Reads the page, in order, with one row more than the limit if more follow; and, if requested, the number of conversations on all pages that match.
    /// </summary>
    /// <returns>
    /// Also where the next page begins if the page is not full although the list has not ended; null otherwise.
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

    /// <summary>Counts the matching conversations on all pages by the kinds of their problems.</summary>
    public async ValueTask<IReadOnlyDictionary<ProblemKinds, long>> CountProblemsAsync(CancellationToken cancellationToken)
    {
        var answers = await ResultSets.OfAsync(_session, [.. Planning, CountProblems()], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        var counted = await answers.NextListAsync(static row => (Kinds: (ProblemKinds)row.Int32(0), Conversations: row.Int64(1)), cancellationToken)
            .ConfigureAwait(false);
        return counted.ToDictionary(static count => count.Kinds, static count => count.Conversations);
    }

    /// <summary>
    /// Whether the list is walked, checking filters on the way. It is not if a search provides the conversations, or if an index already contains the list of
    /// the only filter. Nor is it with an offset: that counts from the beginning, so a page that ended at the limit could not be continued.
    /// </summary>
    public bool IsWalked => _searched is null && Offset == 0
        && (_query.Not is not null || QueryFilters.All.Any(filter => filter.IsSet(_query) && !IsOfWalk(filter)));

    // The filters of the walk itself: on the sort column, or on a column in the same index.
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

    // Whether all conversations of the walk match the filter.
    private bool IsOfWalk(QueryFilter filter)
        => s_ofTime.Contains(filter.Name) || filter.Column == ListColumn.Of(_query.Sort) || string.Equals(filter.Name, _walk?.Filter, StringComparison.Ordinal);

    // Reads the results of a search, otherwise slice by slice.
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
                // Conversations that began before the time come after those that the walk has not examined yet.
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

    // With a time range, the partitions and the index to use depend on the parameter values. Without one, every page is read along the index of the order.
    private IReadOnlyList<(string Sql, object?[] Parameters)> PlanUse => IsWalked ? []
        : (_query.From ?? _query.To) is not null ? Session.ForceCustomPlan
        : _searched is null ? _session.PlanOnce : [];

    // Whether the whole list, from its beginning, has more conversations to examine than this.
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
        var arguments = new PartitionArguments(range);
        string sql = $"SELECT {_column.Name}, c.id {Looked(arguments, after)} LIMIT 1 OFFSET {arguments.Add(offset)}";
        var answers = await ResultSets.OfAsync(_session, [.. Planning, (sql, arguments.Values)], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? new ListPosition(row.Int64(0), row.Text(1)) : null;
    }

    // Null if the list is longer than that.
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
