using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Lists;

/// <summary>One list: the numbers of the conversations on a page, and the total number of conversations.</summary>
internal sealed class ConversationList
{
    private readonly Session _session;
    private readonly ConversationQuery _query;
    private readonly bool _withPii;
    private readonly SqlArguments _arguments = new('?', ListParameter.Limit);
    private readonly ListFilter _filter;
    private readonly string _condition;
    private readonly SortColumn _column;
    private readonly ListPlan? _plan;
    private readonly IReadOnlyList<ListPart> _parts;
    private readonly string? _found;

    /// <param name="session">The connection.</param>
    /// <param name="query">The query, with its scope simplified by <see cref="ScopeDims.Simplified(ConversationQuery)"/>.</param>
    /// <param name="withPii">Whether personal entries count.</param>
    /// <param name="person">The requested user, number and attributes.</param>
    /// <param name="effort">The limits by which a way to the conversations is chosen.</param>
    /// <param name="search">The search of the original query.</param>
    public ConversationList(Session session, ConversationQuery query, bool withPii, UserFilter person, ListLimits effort, ListSearch search)
    {
        query = query.WithImpliedTimes();
        (_session, _query, _withPii) = (session, query, withPii);
        string? functions = CalledFunctions.Find(session, query);
        _filter = new ListFilter(SqliteDialect.Instance, query, withPii, person, functions,
            [.. query.Excluded.Select(excluded => new ListFilter(
                SqliteDialect.Instance, excluded.Alone, withPii, person, CalledFunctions.Find(session, excluded.Alone)))]);
        var dims = new ListedDims(session, query.Scope);
        _condition = Condition(dims.Scope);
        _column = SortColumn.Of(query.Sort, withPii);
        if (search.Find(Search) is { } found)
        {
            SearchedFrom = found.SearchedFrom;
            _found = NumberList.Of(found.Conversations);
            _parts = [new ListPart(ListSource.Known)];
        }
        else
        {
            var filters = new IndexedFilters(query, withPii, person, functions, dims, _arguments);
            _plan = new ListPlan(query, [.. filters.All()], _column, Bind, effort);
            _parts = _plan.Parts();
            _found = _plan.Found;
        }
    }

    /// <summary>Whether a search for a text or field ended at its limit.</summary>
    public bool SearchStopped => SearchedFrom is not null;

    /// <summary>How far back such a search got, see <see cref="TextMatches"/>; null if everything was searched.</summary>
    public DateTimeOffset? SearchedFrom { get; }

    /// <summary>Where the next page continues, if the page is not full although the list has not ended; otherwise null.</summary>
    public ListPosition? StoppedAt { get; private set; }

    /// <summary>The numbers and sorted values of the page's conversations, in order; one more than requested if others follow.</summary>
    public List<(long Number, long Value)> Page()
    {
        var page = new List<(long Number, long Value)>();
        int skip = _query.After is null ? _query.Offset : 0;
        foreach (var part in _parts.SelectMany(part => _plan?.Pieces(part) ?? [part]))
        {
            var rows = Rows(part).Bind(ListParameter.Limit, (long)skip + _query.Limit + 1 - page.Count);
            while (rows.Step())
            {
                if (skip > 0)
                {
                    skip--;
                    continue;
                }

                page.Add((rows.Int64(0), rows.Int64(1)));
            }

            if (page.Count > _query.Limit)
            {
                break;
            }

            if (part.EndsPage)
            {
                StoppedAt = part.End(_query.Ascending);
                break;
            }
        }

        return page;
    }

    /// <summary>The number of matching conversations on all pages; null if counting them exceeds the requested limit.</summary>
    public int? Total()
    {
        if (_query.MostCounted is { } most && _plan?.LooksAtMoreThan(most) == true)
        {
            return null;
        }

        long total = Counts("SELECT count(*)").Sum(static count => count.Scalar() ?? 0);
        return (int)Math.Min(total, int.MaxValue);
    }

    /// <summary>The numbers of matching conversations on all pages by the kinds of their problems.</summary>
    public Dictionary<ProblemKinds, long> Problems()
    {
        var counted = new Dictionary<ProblemKinds, long>();
        foreach (var rows in Counts($"SELECT {_filter.KindsOfProblems(_arguments)}, count(*)", "GROUP BY 1"))
        {
            while (rows.Step())
            {
                var kinds = (ProblemKinds)rows.Int64(0);
                counted[kinds] = counted.GetValueOrDefault(kinds) + rows.Int64(1);
            }
        }

        return counted;
    }

    private IEnumerable<Statement> Counts(string select, string end = "") => _parts.SelectMany(part => (part.Rest ?? part.Source).All.Select(source
        => Bind($"{select} {source.Sql} AND {_column.In(source)} > ?4 AND {_column.In(source)} < ?6 AND {_condition} {end}")
            .Bind(ListParameter.Value, part.Low - 1)
            .Bind(ListParameter.Far, part.High)));

    private Statement Rows(ListPart part)
    {
        var rows = part.Source.All.Select(source
            => $"SELECT c.no, {_column.In(source)}, c.id {source.Sql} AND {_column.From(source, _query.Ascending)} AND {_condition}");
        string direction = _query.Ascending ? "" : "DESC";
        string sql = $"{string.Join("\nUNION ALL ", rows)}\nORDER BY 2 {direction}, 3 {direction}\nLIMIT ?7";
        return part.BindTo(Bind(sql), _query);
    }

    private Statement Bind(string sql)
    {
        object?[] values = _arguments.Values;
        values[ListParameter.Listed - 1] = _query.Environment == ConversationEnvironment.Debug ? 0 : 1;
        values[ListParameter.Numbers - 1] = _found;
        values[ListParameter.Moment - 1] = ListPart.MomentOf(_query);
        return _session.Built[sql].BindAll(values);
    }

    // A single term, which is not evaluated further after a false condition. With many terms, the planner may infer that no row is left, and then sorts all
    // rows although an index has them in order (3.35).
    private string Condition(string? scope)
    {
        var conditions = _filter.Conditions(_arguments);
        if (scope is not null)
        {
            conditions.Add($"c.dims IN (SELECT value FROM json_each({_arguments.Add(scope)}))");
        }

        return $"CASE WHEN {string.Join("\nAND ", conditions.DefaultIfEmpty("true"))} THEN 1 END";
    }

    // The conversations with the field and the text; null if neither is requested. The search checks the other filters, too, so that its limit applies to
    // matching conversations.
    private TextMatches? Search(ConversationScope counted)
    {
        bool debug = _query.Environment == ConversationEnvironment.Debug;
        var fields = _query.Field is { } field ? TextMatches.Find(_session, field, debug, IsAsked(), counted, _query.To, EntryIsAsked()) : null;
        if (_query.Text is not { } text)
        {
            return fields;
        }

        var isAsked = fields is null ? IsAsked() : new HashSet<long>(fields.Conversations).Contains;
        var texts = TextMatches.Find(_session, SearchTerms.Parse(text), debug, _query.EntriesOnly, isAsked, counted, _query.To,
            EarliestTurn.Find(_session, _query, _withPii));
        return fields?.SearchedFrom is { } from && !(texts.SearchedFrom >= from) ? texts with { SearchedFrom = from } : texts;
    }

    // Whether an entry with the field has the level and is in a call of the function, if those are requested.
    private Func<long, bool>? EntryIsAsked()
    {
        if (_filter.OfEntry(_arguments) is not { } condition)
        {
            return null;
        }

        var statement = Bind($"SELECT 1 FROM entry AS e WHERE e.no = ?2 AND {condition}");
        return number => statement.Bind(ListParameter.Numbers, number).Scalar() is not null;
    }

    private Func<long, bool> IsAsked()
    {
        var statement = Bind($"SELECT 1 FROM conversation AS c WHERE c.no = ?2 AND c.listed = ?1 AND {_condition}");
        return number => statement.Bind(ListParameter.Numbers, number).Scalar() is not null;
    }
}
