using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Lists;

/// <summary>One list: which conversations are on a page, and how many there are on all.</summary>
internal sealed class ConversationList
{
    /// <summary>Where filters must not hold, so many conversations are looked at for one page at most: 0.2 s. The next page goes on behind them.</summary>
    public const int MostLookedAt = 100_000;

    private const string Alone = "#.conversation AS c";
    private const string WithActivity = "#.conversation AS c JOIN #.activity AS a ON a.conversation = c.conversation AND a.day = c.day";

    // Partition by partition, in order, a join stops as soon as the page is full. The planner takes so many partitions for so much work that it would compile
    // the query: that alone takes a second.
    private static readonly (string Sql, object?[] Parameters)[] s_planning = [("SET LOCAL enable_partitionwise_join = on", []), ("SET LOCAL jit = off", [])];

    private readonly Session _session;
    private readonly ConversationQuery _query;
    private readonly ListFilter _filter;
    private readonly SortColumn _column;
    private readonly TextMatches? _matches;
    private readonly int _most;

    private ConversationList(Session session, ConversationQuery query, ListFilter filter, SortColumn column, TextMatches? matches, int most)
        => (_session, _query, _filter, _column, _matches, _most) = (session, query, filter, column, matches, most);

    /// <summary>Whether a search for a text or field ended at its bound.</summary>
    public bool SearchStopped => _matches is { Stopped: true };

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
            excluded.Add(new ListFilter(alone, withPii, person, called) { IsExcluded = true });
        }

        var filter = new ListFilter(query, withPii, person, functions, excluded);
        var matches = await FoundAsync(session, query, filter, cancellationToken).ConfigureAwait(false)
            ?? await FewScored.FindAsync(session, query, cancellationToken).ConfigureAwait(false);
        return new ConversationList(session, query, filter, SortColumn.Of(query.Sort, withPii), matches, most);
    }

    /// <summary>
    /// The page, in order, one more than asked for where more follow; and how many the filter lets through on all pages, where that is asked for.
    /// </summary>
    /// <returns>
    /// In addition, where the next page begins, as the page is not full though the list has not ended; null where it has, or the page is full.
    /// </returns>
    public async ValueTask<(List<ListedRow> Page, int? Total, ListPosition? StoppedAt)> ReadAsync(CancellationToken cancellationToken)
    {
        (var page, int? total) = await ReadPageAsync(cancellationToken).ConfigureAwait(false);
        return (page, total, IsBounded && page.Count <= _query.Limit ? await LastLookedAtAsync(cancellationToken).ConfigureAwait(false) : null);
    }

    private async ValueTask<(List<ListedRow> Page, int? Total)> ReadPageAsync(CancellationToken cancellationToken)
    {
        List<(string Sql, object?[] Parameters)> queries = [.. s_planning, Page()];
        if (_query.CountTotal)
        {
            queries.Add(Count());
        }

        var answers = await ResultSets.OfAsync(_session, queries, cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        var page = await answers.NextListAsync(
            static row => new ListedRow(new FoundConversation(row.Int64(0), row.Int32(1)), row.Text(2), row.Int64(3), row.OptionalInt64(4)),
            cancellationToken).ConfigureAwait(false);
        int? total = !_query.CountTotal ? null
            : await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? (int)Math.Min(row.Int64(0), int.MaxValue)
            : 0;
        return (page, total);
    }

    /// <summary>The query of the page.</summary>
    public (string Sql, object?[] Parameters) Page()
    {
        var arguments = new SqlArguments();
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)} OFFSET {arguments.Add(Offset)}";
        string rows = IsBounded ? Bounded(arguments)
            : _query is { From: { } from, Sort: ConversationSort.Created } && _matches is null ? ByBeginning(from, page, arguments)
            : Rows(arguments);
        return ($"{rows} {page}", arguments.Values);
    }

    // A list from a time on reads what is active since, and a search what it found. An offset is counted from the beginning, so that it has no place to go on
    // from.
    private bool IsBounded => _filter.Excludes && _matches is null && Offset == 0 && (_query.From is null || _query.Sort != ConversationSort.Created);

    // The filters that must not hold are looked at row by row, in order, as long as the page is not full.
    private string Bounded(SqlArguments arguments)
    {
        string order = _query.Ascending ? "" : " DESC";
        return $"""
            SELECT c.conversation, c.day, c.id, c.sorted, c.key
            FROM (SELECT c.*, {_column.Name} AS sorted {FromToHold(arguments)} LIMIT {arguments.Add((long)_most)}) AS c
            WHERE {_filter.ConditionNotToHold(arguments)}
            ORDER BY c.sorted{order}, c.id{order}
            """;
    }

    private async ValueTask<ListPosition?> LastLookedAtAsync(CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments();
        string sql = $"SELECT {_column.Name}, c.id {FromToHold(arguments)} LIMIT 1 OFFSET {arguments.Add(_most - 1L)}";
        var answers = await ResultSets.OfAsync(_session, [.. s_planning, (sql, arguments.Values)], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is { } row ? new ListPosition(row.Int64(0), row.Text(1)) : null;
    }

    private long Offset => _query.After is null ? _query.Offset : 0;

    // What is active from a time on either began since, or began before and went on: each has its index. Together they would be walked backwards through every
    // partition before that time.
    private string ByBeginning(DateTimeOffset from, string page, SqlArguments arguments)
    {
        string time = arguments.Add(from.UtcTicks);
        string atMost = $"LIMIT {arguments.Add(_query.Limit + 1 + Offset)}";
        string order = _query.Ascending ? "" : " DESC";
        return $"""
            SELECT * FROM (({Rows(arguments, $" AND c.created >= {time}")} {atMost}) UNION ALL ({Rows(arguments, $" AND c.created < {time}")} {atMost})) AS page (conversation, day, id, value, key)
            ORDER BY value{order}, id{order}
            """;
    }

    private string Rows(SqlArguments arguments, string and = "")
        => $"SELECT c.conversation, c.day, c.id, {_column.Name}, c.key {From(Condition(arguments, HasActivity) + and, arguments)}";

    // All in order but for the filters that must not hold.
    private string FromToHold(SqlArguments arguments) => From(_filter.ConditionToHold(arguments, HasActivity), arguments);

    private bool HasActivity => _column.IsOfActivity || _filter.IsOfActivity;

    private string From(string condition, SqlArguments arguments)
    {
        if (_query.After is { } after)
        {
            condition += $" AND {_column.After(after, _query.Ascending, arguments)}";
        }

        return $"""
            FROM {(HasActivity ? WithActivity : Alone)}
            WHERE {condition}
            ORDER BY {_column.Order(_query.Ascending)}
            """;
    }

    private (string Sql, object?[] Parameters) Count()
    {
        var arguments = new SqlArguments();
        bool hasActivity = _filter.IsOfActivity;
        return ($"SELECT count(*) FROM {(hasActivity ? WithActivity : Alone)} WHERE {Condition(arguments, hasActivity)}", arguments.Values);
    }

    private string Condition(SqlArguments arguments, bool hasActivity)
    {
        string condition = _filter.Condition(arguments, hasActivity);
        return _matches is null ? condition : $"{condition} AND {Of(_matches, arguments)}";
    }

    private static string Of(TextMatches matches, SqlArguments arguments)
        => $"c.conversation = ANY ({arguments.Add(matches.Conversations)}) AND c.day = ANY ({arguments.Add(matches.Days.Distinct().ToArray())})";

    // The conversations with the field and the text; null where neither is asked for. A search asks what else is asked for, so that its bound holds for what is
    // wanted.
    private static async ValueTask<TextMatches?> FoundAsync(Session session, ConversationQuery query, ListFilter filter, CancellationToken cancellationToken)
    {
        bool debug = query.Environment == ConversationEnvironment.Debug;
        var fields = query.Field is { } field
            ? await TextMatches.FindAsync(session, field, debug, Asked(filter), cancellationToken, query.Scope, filter.Entry()).ConfigureAwait(false)
            : null;
        if (query.Text is not { } text)
        {
            return fields;
        }

        var texts = await TextMatches.FindAsync(session, SearchTerms.Parse(text), debug, query.EntriesOnly, Asked(filter, fields), cancellationToken,
            query.Scope).ConfigureAwait(false);
        return fields is null ? texts : texts with { Stopped = texts.Stopped || fields.Stopped };
    }

    private static ConversationSelection Asked(ListFilter filter, TextMatches? found = null)
    {
        var arguments = new SqlArguments();
        string condition = filter.Condition(arguments);
        return new ConversationSelection(found is null ? condition : $"{condition} AND {Of(found, arguments)}", arguments.Values);
    }
}
