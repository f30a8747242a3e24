using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// A list of end users. It reads conversations from the newest and counts their users until the page is full, so that the work depends on the page size and
/// not on the number of users.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="query">The query.</param>
/// <param name="personal">Provides the users' IDs.</param>
internal sealed class UserList(Session session, UserQuery query, PersonalReading personal)
{
    private const int MostAtOnce = 5_000;

    // For conversations whose latest opening names no user. OFFSET 0 keeps the planner from turning the subquery into a join.
    private static string HadUser(SqlArguments arguments) => $"""
        EXISTS (SELECT 1 FROM #.writer AS w WHERE w.conversation = c.conversation AND w.day = c.day{arguments.Within("w")} AND w.end_user IS NOT NULL OFFSET 0)
        """;

    private readonly ListFilter _filter = new(PostgreSqlDialect.Instance, query.Conversations, withPii: false, person: default, functions: null);

    private readonly ListFilter _all
        = new(PostgreSqlDialect.Instance, new ConversationQuery { IdleSince = query.IdleSince }, withPii: true, person: default, functions: null);

    private readonly HashSet<long> _met = [];
    private readonly List<ListedUser> _found = [];
    private PartitionRange _range = PartitionRange.All;

    public async ValueTask<StoredUserPage> ReadAsync(CancellationToken cancellationToken)
    {
        var partitions = await PartitionPeriods.OfAsync(session, cancellationToken).ConfigureAwait(false);
        _range = partitions.During(query.From?.UtcTicks ?? query.Conversations.From?.UtcTicks, query.To?.UtcTicks).Range;
        await WalkAsync(cancellationToken).ConfigureAwait(false);
        _found.Sort(ListedUser.InOrder);
        var page = _found.GetRange(0, Math.Min(query.Limit, _found.Count));
        long[] named = personal.Includes(PersonalData.Conversations) ? [.. page.Select(static user => user.Number)] : [];
        var ids = await UserIds.OfAsync(session, Condition, named, _range, personal, cancellationToken).ConfigureAwait(false);
        var next = _found.Count > query.Limit ? new UserPosition(page[^1].Last, page[^1].Pseudonym) : null;
        return new StoredUserPage { Users = page.ConvertAll(user => user.ToUser(ids.GetValueOrDefault(user.Number))), Next = next };
    }

    private async ValueTask WalkAsync(CancellationToken cancellationToken)
    {
        var (sql, parameters) = Newest();
        await session.RunAsync("SET LOCAL jit = off", [], cancellationToken).ConfigureAwait(false);

        // Few rows are usually enough. With a time range for turns, conversations are found by their activity, and all of them are sorted.
        string fraction = query.TurnFrom is null ? "0.0001" : "1";
        await session.RunAsync($"SET LOCAL cursor_tuple_fraction = {fraction}", [], cancellationToken).ConfigureAwait(false);
        await session.RunAsync($"DECLARE newest NO SCROLL CURSOR FOR {sql}", parameters, cancellationToken).ConfigureAwait(false);
        for (int atOnce = query.Limit + 50; ; atOnce = Math.Min(2 * atOnce, MostAtOnce))
        {
            var rows = await session.ListAsync(
                string.Create(CultureInfo.InvariantCulture, $"FETCH {atOnce} FROM newest"), [],
                static row => (Conversation: row.Int64(0), Day: row.Int32(1), Created: row.Int64(2)), cancellationToken).ConfigureAwait(false);
            object?[] met = [rows.ConvertAll(static row => row.Conversation).ToArray(), rows.Select(static row => row.Day).Distinct().ToArray()];
            var users = await session.ListAsync(UsersOf(), met, static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
            await CountAsync([.. users.Where(_met.Add)], cancellationToken).ConfigureAwait(false);

            // If the latest conversations of several users began at the same time, not all of these users may have been read yet.
            if (rows.Count < atOnce || _found.Count(user => user.Last > rows[^1].Created) > query.Limit)
            {
                break;
            }
        }

        await session.RunAsync("CLOSE newest", [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The query for conversations from the newest.</summary>
    public (string Sql, object?[] Parameters) Newest()
    {
        var arguments = new PartitionArguments(_range);
        string condition = $"{Condition(arguments)} AND (c.end_user IS NOT NULL OR {HadUser(arguments)})";
        if (query.After is { } after)
        {
            condition += $" AND c.created <= {arguments.Add(after.LastStartedAt)}";
        }

        return ($"SELECT c.conversation, c.day, c.created FROM #.conversation AS c WHERE {condition} ORDER BY c.created DESC", arguments.Values);
    }

    private string UsersOf() => $"""
        SELECT DISTINCT end_user FROM #.writer WHERE conversation = ANY ($1) AND day = ANY ($2) AND end_user IS NOT NULL{_range.And("writer")}
        """;

    // Users whose latest conversation comes before the start of the page were on an earlier page.
    private async ValueTask CountAsync(long[] users, CancellationToken cancellationToken)
    {
        if (users.Length == 0)
        {
            return;
        }

        var arguments = new PartitionArguments(_range);
        string sql = $"""
            SELECT counted.*, end_user.pseudonym
            FROM (
                SELECT w.end_user, count(*), min(c.created), max(c.created),
                    count(*) FILTER (WHERE {_filter.HasProblem(isWanted: true, arguments)}), count(*) FILTER (WHERE {_all.HasProblem(isWanted: true, arguments)})
                FROM (
                    SELECT DISTINCT end_user, conversation, day FROM #.writer WHERE end_user = ANY ({arguments.Add(users)}){arguments.Within("writer")}
                ) AS w
                JOIN #.conversation AS c ON c.conversation = w.conversation AND c.day = w.day
                WHERE {Condition(arguments)} GROUP BY w.end_user
            ) AS counted (no, conversations, first, last, visible, all_kinds) JOIN #.end_user ON end_user.no = counted.no
            """;
        var counted = await session.ListAsync(sql, arguments.Values, ListedUser.Read, cancellationToken).ConfigureAwait(false);
        _found.AddRange(counted.Where(user => query.After is not { } after || user.IsAfter(after)));
    }

    // The condition on conversations (c) that count.
    private string Condition(SqlArguments arguments)
    {
        string condition = _filter.Condition(arguments) + arguments.Within("c");
        return query.From is { } from ? $"{condition} AND c.created >= {arguments.Add(from.UtcTicks)}" : condition;
    }
}
