using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;

namespace ConvLog.PostgreSql.Lists;

/// <content>The queries.</content>
internal sealed partial class ConversationList
{
    /// <summary>The query of a page among all that the filters let through.</summary>
    /// <param name="found">The conversations that come into question; null for all.</param>
    /// <param name="range">The partitions that are read; null for all, or those of the conversations.</param>
    public (string Sql, object?[] Parameters) Whole(TextMatches? found, PartitionRange? range = null)
    {
        var arguments = new SqlArguments(found is null ? range : _periods.RangeOf(found.Days));
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)} OFFSET {arguments.Add(Offset)}";
        string rows = IsInParts && found is null ? InParts(arguments, since => Rows(arguments, found: null, since)) : Rows(arguments, found);
        return ($"{rows} {page}", arguments.Values);
    }

    /// <summary>The query of a page for which so many conversations are looked at, one after the other, as long as it is not full.</summary>
    public (string Sql, object?[] Parameters) Walk(int most, PartitionRange? range = null)
    {
        var arguments = new SqlArguments(range);
        string page = $"LIMIT {arguments.Add((long)_query.Limit + 1)}";
        string rows = IsInParts ? InParts(arguments, since => Walk(arguments, most, since)) : Walk(arguments, most);
        return ($"{rows} {page}", arguments.Values);
    }

    private long Offset => _query.After is null ? _query.Offset : 0;

    // What is active from a time on either began since, or began before and went on: each has its index. Together they would be walked backwards through every
    // partition before that time.
    private bool IsInParts => _query is { From: not null, Sort: ConversationSort.Created };

    // Only what began since is walked past. What began before is little: all of it is found along the index on the last activity, and then sorted. In the order
    // of the list, the server would walk through every partition before that time.
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

    // All that a walk looks at, in order.
    private string Looked(SqlArguments arguments, ListPosition? after, string? since = null)
    {
        since ??= IsInParts ? $" AND c.created >= {arguments.Add(_query.From!.Value.UtcTicks)}" : "";
        string along = _walk is null ? "" : $" AND {_walk.Condition(arguments)}";
        return From(_ofWalk.Condition(arguments) + since + along, after, arguments);
    }

    // Found first, all rows are found before any is sorted.
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
        var arguments = new SqlArguments(found is null ? _ofTime : _periods.RangeOf(found.Days));
        return (Count(arguments, found), arguments.Values);
    }

    private string Count(SqlArguments arguments, TextMatches? found, string and = "")
        => $"SELECT count(*) FROM #.conversation AS c WHERE {Condition(arguments, found)}{and}{arguments.Within("c")}";

    // Of a list that is short enough to look at all of it.
    private (string Sql, object?[] Parameters) CountOnTheWay()
    {
        var arguments = new SqlArguments(_ofTime);
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
