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
internal sealed class ConversationList
{
    /// <summary>Where a list is walked, so many conversations are looked at for one page at most: 0.3 s. The next page begins behind them.</summary>
    public const int MostLookedAt = 100_000;

    // Most pages are full by then.
    private const int Soon = 1_000;

    private const string Alone = "#.conversation AS c";
    private const string WithActivity = "#.conversation AS c JOIN #.activity AS a ON a.conversation = c.conversation AND a.day = c.day";

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

    private ConversationList(Session session, ConversationQuery query, ListFilter filter, ListFilter ofWalk, ListFilter onTheWay, ListWalk? walk, FewFound few,
        SortColumn column, int most, TextMatches? searched)
    {
        (_session, _query, _filter, _ofWalk, _onTheWay) = (session, query, filter, ofWalk, onTheWay);
        (_walk, _few, _column, _most, _searched) = (walk, few, column, most, searched);
    }

    /// <summary>Whether a search for a text or field ended at its bound.</summary>
    public bool SearchStopped => _searched is { Stopped: true };

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
        var functions = await CalledFunctions.FindAsync(session, query, cancellationToken).ConfigureAwait(false);
        var excluded = new List<ListFilter>();
        foreach (var (_, alone) in query.Excluded)
        {
            string[]? called = await CalledFunctions.FindAsync(session, alone, cancellationToken).ConfigureAwait(false);
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
            new FewFound(query, withPii, person, functions, most / 100),
            SortColumn.Of(query.Sort, withPii),
            most,
            await ListSearch.FindAsync(session, query, filter, cancellationToken).ConfigureAwait(false));
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
            (var all, int? count) = await ReadAsync(Whole(_searched), _query.CountTotal, cancellationToken).ConfigureAwait(false);
            return (all, count, null);
        }

        (var page, int? total, var stoppedAt) = await WalkAsync(Math.Min(Soon, _most), _query.CountTotal, cancellationToken).ConfigureAwait(false);
        if (stoppedAt is null)
        {
            return (page, total, null);
        }

        if (await _few.FindAsync(_session, cancellationToken).ConfigureAwait(false) is { } few)
        {
            (page, _) = await ReadAsync(Whole(few), false, cancellationToken).ConfigureAwait(false);
            return (page, total, null);
        }

        (page, _, stoppedAt) = await WalkAsync(_most, false, cancellationToken).ConfigureAwait(false);
        return (page, total, stoppedAt);
    }

    /// <summary>
    /// Whether filters are looked at on the way. They are not where a search gives the conversations, or an index has the list of the one filter there is. An
    /// offset is counted from the beginning, so that a page that ended at the bound could not be followed by another.
    /// </summary>
    public bool IsWalked => _searched is null && Offset == 0
        && (_query.Not is not null || QueryFilters.All.Any(filter => filter.IsGiven(_query) && !IsOfWalk(filter)));

    /// <summary>The query of a page among all that the filters let through.</summary>
    /// <param name="found">The conversations that come into question; null for all.</param>
    public (string Sql, object?[] Parameters) Whole(TextMatches? found)
    {
        var arguments = new SqlArguments();
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)} OFFSET {arguments.Add(Offset)}";
        string rows = IsInParts && found is null ? InParts(arguments, since => Rows(arguments, found: null, since)) : Rows(arguments, found);
        return ($"{rows} {page}", arguments.Values);
    }

    /// <summary>The query of a page for which so many conversations are looked at, one after the other, as long as it is not full.</summary>
    public (string Sql, object?[] Parameters) Walk(int most)
    {
        var arguments = new SqlArguments();
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)}";
        string rows = IsInParts ? InParts(arguments, since => Walk(arguments, most, since)) : Walk(arguments, most);
        return ($"{rows} {page}", arguments.Values);
    }

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

    private async ValueTask<(List<ListedRow> Page, int? Total, ListPosition? StoppedAt)> WalkAsync(int most, bool counts, CancellationToken cancellationToken)
    {
        (var page, int? total) = await ReadAsync(Walk(most), counts, cancellationToken).ConfigureAwait(false);
        long begin = IsInParts && !_query.Ascending ? _query.From!.Value.UtcTicks : long.MinValue;
        bool isFull = page.Count > _query.Limit && page.TrueForAll(row => row.Value >= begin);
        if (isFull || await LastLookedAtAsync(most, cancellationToken).ConfigureAwait(false) is not { } last)
        {
            return (page, total, null);
        }

        // What began before the time comes after what the walk has not looked at.
        page.RemoveAll(row => row.Value < begin);
        return (page, total, last);
    }

    private async ValueTask<(List<ListedRow> Page, int? Total)> ReadAsync(
        (string Sql, object?[] Parameters) ofPage, bool counts, CancellationToken cancellationToken)
    {
        List<(string Sql, object?[] Parameters)> queries = [.. s_planning, ofPage];
        if (counts)
        {
            queries.Add(Count());
        }

        var answers = await ResultSets.OfAsync(_session, queries, cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        var page = await answers.NextListAsync(
            static row => new ListedRow(new FoundConversation(row.Int64(0), row.Int32(1)), row.Text(2), row.Int64(3), row.OptionalInt64(4)),
            cancellationToken).ConfigureAwait(false);
        int? total = !counts ? null
            : await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? (int)Math.Min(row.Int64(0), int.MaxValue)
            : 0;
        return (page, total);
    }

    private async ValueTask<ListPosition?> LastLookedAtAsync(int most, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments();
        string sql = $"SELECT {_column.Name}, c.id {Looked(arguments)} LIMIT 1 OFFSET {arguments.Add(most - 1L)}";
        var answers = await ResultSets.OfAsync(_session, [.. s_planning, (sql, arguments.Values)], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? new ListPosition(row.Int64(0), row.Text(1)) : null;
    }

    private long Offset => _query.After is null ? _query.Offset : 0;

    // What is active from a time on either began since, or began before and went on: each has its index. Together they would be walked backwards through every
    // partition before that time.
    private bool IsInParts => _query is { From: not null, Sort: ConversationSort.Created };

    // Only what began since is walked past. What began before is little.
    private string InParts(SqlArguments arguments, Func<string, string> rowsSince)
    {
        string time = arguments.Add(_query.From!.Value.UtcTicks);
        string atMost = $"LIMIT {arguments.Add(_query.Limit + 1 + Offset)}";
        string order = _query.Ascending ? "" : " DESC";
        return $"""
            SELECT * FROM (({rowsSince($" AND c.created >= {time}")} {atMost}) UNION ALL ({Rows(arguments, null, $" AND c.created < {time}")} {atMost}))
                AS page (conversation, day, id, value, key)
            ORDER BY value{order}, id{order}
            """;
    }

    private string Walk(SqlArguments arguments, int most, string since = "")
    {
        string order = _query.Ascending ? "" : " DESC";
        return $"""
            SELECT c.conversation, c.day, c.id, c.sorted, c.key
            FROM (SELECT c.*, {_column.Name} AS sorted {Looked(arguments, since)} LIMIT {arguments.Add((long)most)}) AS c
            WHERE {_onTheWay.Condition(arguments)}
            ORDER BY c.sorted{order}, c.id{order}
            """;
    }

    private string Rows(SqlArguments arguments, TextMatches? found, string and = "")
    {
        bool hasActivity = _column.IsOfActivity || _filter.IsOfActivity;
        return $"SELECT c.conversation, c.day, c.id, {_column.Name}, c.key {From(Condition(arguments, hasActivity, found) + and, hasActivity, arguments)}";
    }

    // All that a walk looks at, in order.
    private string Looked(SqlArguments arguments, string? since = null)
    {
        bool hasActivity = _column.IsOfActivity || _ofWalk.IsOfActivity;
        since ??= IsInParts ? $" AND c.created >= {arguments.Add(_query.From!.Value.UtcTicks)}" : "";
        string along = _walk is null ? "" : $" AND {_walk.Condition(arguments)}";
        return From(_ofWalk.Condition(arguments, hasActivity) + since + along, hasActivity, arguments);
    }

    private string From(string condition, bool hasActivity, SqlArguments arguments)
    {
        if (_query.After is { } after)
        {
            condition += $" AND {_column.After(after, _query.Ascending, arguments)}";
        }

        return $"""
            FROM {(hasActivity ? WithActivity : Alone)}
            WHERE {condition}
            ORDER BY {_column.Order(_query.Ascending)}
            """;
    }

    private (string Sql, object?[] Parameters) Count()
    {
        var arguments = new SqlArguments();
        bool hasActivity = _filter.IsOfActivity;
        return ($"SELECT count(*) FROM {(hasActivity ? WithActivity : Alone)} WHERE {Condition(arguments, hasActivity, _searched)}", arguments.Values);
    }

    private string Condition(SqlArguments arguments, bool hasActivity, TextMatches? found)
    {
        string condition = _filter.Condition(arguments, hasActivity);
        return found is null ? condition : $"{condition} AND {ListSearch.IsAmong(found, arguments)}";
    }
}
