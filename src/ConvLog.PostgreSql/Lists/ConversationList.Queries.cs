using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Lists;

/// <content>The queries.</content>
internal sealed partial class ConversationList
{
    /// <summary>The query of a page that evaluates all filters at once.</summary>
    /// <param name="found">The candidate conversations; null for all.</param>
    /// <param name="range">The partitions to read; null for all, or those of the candidates.</param>
    public (string Sql, object?[] Parameters) Whole(TextMatches? found, PartitionRange? range = null)
    {
        var arguments = new PartitionArguments(found is null ? range : _periods.RangeOf(found.Days));
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)} OFFSET {arguments.Add(Offset)}";
        string rows = IsInParts && found is null ? InParts(arguments, since => Rows(arguments, found: null, since)) : Rows(arguments, found);
        return ($"{rows} {page}", arguments.Values);
    }

    /// <summary>The query of a page that walks the list in order and examines at most this many conversations.</summary>
    public (string Sql, object?[] Parameters) Walk(int most, PartitionRange? range = null)
    {
        var arguments = new PartitionArguments(range);
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)}";
        string rows = IsInParts ? InParts(arguments, since => Walk(arguments, most, since)) : Walk(arguments, most);
        return ($"{rows} {page}", arguments.Values);
    }

    private long Offset => _query.After is null ? _query.Offset : 0;

    // Conversations active since a time either began since then, or began earlier and continued. Each group has its own index. In a single query, the server
    // would walk backwards through every partition before that time.
    private bool IsInParts => _query is { From: not null, Sort: ConversationSort.Created };

    // Only conversations that began since then are walked. Few began earlier: all of them are found by the index on the last activity and then sorted. In list
    // order, the server would walk through every partition before that time.
    private string InParts(SqlArguments arguments, Func<string, string> rowsSince)
    {
        string time = arguments.Add(_query.From!.Value.UtcTicks);
        string atMost = $"LIMIT {arguments.Add(_query.Limit + 1 + Offset)}";
        string order = _query.Ascending ? "" : " DESC";
        return $"""
            SELECT * FROM (({rowsSince($" AND c.created >= {time}")} {atMost}) UNION ALL ({Rows(arguments, null, $" AND c.created < {time}", isFoundFirst: true)} {atMost}))
                AS page (conversation, day, id, value, key)
            ORDER BY value{order}, id{order}
            """;
    }

    private string Walk(SqlArguments arguments, int most, string since = "")
    {
        string order = _query.Ascending ? "" : " DESC";
        return $"""
            SELECT c.conversation, c.day, c.id, c.sorted, c.key
            FROM (SELECT c.*, {_column.Name} AS sorted {Looked(arguments, _query.After, since)} LIMIT {arguments.Add((long)most)}) AS c
            WHERE {_onTheWay.Condition(arguments)}
            ORDER BY c.sorted{order}, c.id{order}
            """;
    }

    private string Rows(SqlArguments arguments, TextMatches? found, string and = "", bool isFoundFirst = false)
    {
        string from = From(Condition(arguments, found) + and, _query.After, arguments, isFoundFirst);
        return $"SELECT c.conversation, c.day, c.id, {_column.Name}, c.key {from}";
    }

    // The conversations that a walk examines, in order.
    private string Looked(SqlArguments arguments, ListPosition? after, string? since = null)
    {
        since ??= IsInParts ? $" AND c.created >= {arguments.Add(_query.From!.Value.UtcTicks)}" : "";
        string along = _walk is null ? "" : $" AND {_walk.Condition(arguments)}";
        return From(_ofWalk.Condition(arguments) + since + along, after, arguments);
    }

    // With isFoundFirst, all rows are found before they are sorted.
    private string From(string condition, ListPosition? after, SqlArguments arguments, bool isFoundFirst = false)
    {
        if (after is not null)
        {
            condition += $" AND {_column.After(after, _query.Ascending, arguments)}";
        }

        string rows = $"#.conversation AS c WHERE {condition}{arguments.Within("c")}";
        return $"FROM {(isFoundFirst ? $"(SELECT * FROM {rows} OFFSET 0) AS c" : rows)} ORDER BY {_column.Order(_query.Ascending)}";
    }

    private (string Sql, object?[] Parameters) Count(TextMatches? found)
    {
        var arguments = ArgumentsOf(found);
        return (Count(arguments, found), arguments.Values);
    }

    private string Count(SqlArguments arguments, TextMatches? found, string and = "") => $"SELECT count(*) {FromAll(arguments, found, and)}";

    private (string Sql, object?[] Parameters) CountProblems()
    {
        var arguments = ArgumentsOf(_searched);
        string kinds = _filter.KindsOfProblems(arguments);
        return ($"SELECT {kinds}, count(*) {FromAll(arguments, _searched)} GROUP BY 1", arguments.Values);
    }

    private PartitionArguments ArgumentsOf(TextMatches? found) => new(found is null ? _ofTime : _periods.RangeOf(found.Days));

    private string FromAll(SqlArguments arguments, TextMatches? found, string and = "")
        => $"FROM #.conversation AS c WHERE {Condition(arguments, found)}{and}{arguments.Within("c")}";

    // For a list short enough to examine every conversation.
    private (string Sql, object?[] Parameters) CountOnTheWay()
    {
        var arguments = new PartitionArguments(_ofTime);
        string walked = $"SELECT count(*) FROM (SELECT c.* {Looked(arguments, after: null)} OFFSET 0) AS c WHERE {_onTheWay.Condition(arguments)}";
        string before = !IsInParts ? "0"
            : $"({Count(arguments, found: null, $" AND c.created < {arguments.Add(_query.From!.Value.UtcTicks)}")})";
        return ($"SELECT ({walked}) + {before}", arguments.Values);
    }

    private string Condition(SqlArguments arguments, TextMatches? found)
    {
        string condition = _filter.Condition(arguments);
        return found is null ? condition : $"{condition} AND {ListSearch.IsAmong(found, arguments)}";
    }
}
