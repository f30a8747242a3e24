using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Lists;

/// <summary>One list: the numbers of the conversations on a page, and the total number of conversations.</summary>
internal sealed class ConversationList
{
    private readonly Session _session;
    private readonly ConversationQuery _query;
    private readonly bool _withPii;
    private readonly ListFilter _filter;
    private readonly SortColumn _column;
    private readonly ListPlan? _plan;
    private readonly IReadOnlyList<ListPart> _parts;
    private readonly string? _found;

    /// <param name="session">The connection.</param>
    /// <param name="query">The query, with its scope simplified by <see cref="ScopeDims.Simplified(ConversationQuery)"/>.</param>
    /// <param name="withPii">Whether personal entries count.</param>
    /// <param name="person">The requested user, number and attributes.</param>
    /// <param name="effort">The limits by which a way to the conversations is chosen.</param>
    /// <param name="counted">The scope whose documents count for a search's limit: the scope of the original query.</param>
    public ConversationList(Session session, ConversationQuery query, bool withPii, UserFilter person, ListLimits effort, ConversationScope counted)
    {
        query = query.WithImpliedTimes();
        (_session, _query, _withPii) = (session, query, withPii);
        _filter = new ListFilter(query, withPii, person, ScopeDims.Of(session, query.Scope) is { } dims ? NumberList.Of(dims) : null,
            CalledFunctions.Find(session, query),
            [.. query.Excluded.Select(excluded => (excluded.Filter, excluded.Alone, CalledFunctions.Find(session, excluded.Alone)))]);
        _column = SortColumn.Of(query.Sort, withPii);
        if (Search(counted) is { } found)
        {
            SearchedFrom = found.SearchedFrom;
            _found = NumberList.Of(found.Conversations);
            _parts = [new ListPart(ListSource.Known)];
        }
        else
        {
            _plan = new ListPlan(query, withPii, _column, Bind, effort);
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
            var rows = Rows(part).Bind(ListFilter.Limit, (long)skip + _query.Limit + 1 - page.Count);
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

        long total = _parts.Sum(part => part.Source.All.Sum(source
            => Bind($"SELECT count(*) {source.Sql} AND {_column.In(source)} > ?4 AND {_column.In(source)} < ?6 AND {_filter.Sql} LIMIT ?199")
                .Bind(ListFilter.Value, part.Low - 1)
                .Bind(ListFilter.Far, part.High)
                .Bind(ListFilter.Limit, 1)
                .Scalar() ?? 0));
        return (int)Math.Min(total, int.MaxValue);
    }

    private Statement Rows(ListPart part)
    {
        var rows = part.Source.All.Select(source
            => $"SELECT c.no, {_column.In(source)}, c.id {source.Sql} AND {_column.From(source, _query.Ascending)} AND {_filter.Sql}");
        string direction = _query.Ascending ? "" : "DESC";
        string sql = $"{string.Join("\nUNION ALL ", rows)}\nORDER BY 2 {direction}, 3 {direction}\nLIMIT ?199";
        return part.BindTo(Bind(sql), _query);
    }

    private Statement Bind(string sql)
        => _filter.Bind(_session[sql]).Bind(ListFilter.Numbers, _found).Bind(ListFilter.Moment, ListPart.MomentOf(_query));

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
        var texts = TextMatches.Find(_session, SearchTerms.Parse(text), debug, _query.EntriesOnly, isAsked, counted, _query.To);
        return fields?.SearchedFrom is { } from && !(texts.SearchedFrom >= from) ? texts with { SearchedFrom = from } : texts;
    }

    // Whether an entry with the field has the level and is in a call of the function, if those are requested.
    private Func<long, bool>? EntryIsAsked()
    {
        if (_query is { Level: null, AsksForCall: false })
        {
            return null;
        }

        var statement = Bind($"SELECT 1 FROM entry WHERE entry.no = ?2 AND {EntryFilter.IsAsked(_withPii)} LIMIT ?199").Bind(ListFilter.Limit, 1);
        return number => statement.Bind(ListFilter.Numbers, number).Scalar() is not null;
    }

    private Func<long, bool> IsAsked()
    {
        var statement = Bind($"SELECT 1 FROM conversation AS c WHERE c.no = ?2 AND c.listed = ?1 AND {_filter.Sql} LIMIT ?199").Bind(ListFilter.Limit, 1);
        return number => statement.Bind(ListFilter.Numbers, number).Scalar() is not null;
    }
}
