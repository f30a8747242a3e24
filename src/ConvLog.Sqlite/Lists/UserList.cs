using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// A page of the list of end users. Conversations are read from the latest on, and the first one of a user determines the user's position in the list. The cost
/// therefore depends on the page and on the number of its users' conversations, and hardly on the total number.
/// </summary>
internal sealed class UserList
{
    // The parameters before those of the filters: ?1 whether the conversations are those of lists, ?2 and ?3 when the first and the last began, ?4 a user or
    // the number of rows to count, ?5 and ?6 the position after which the page continues. ?7 is when a requested turn began.
    private const int User = 4, Few = 4, After = 5, Pseudonym = 6, TurnFrom = 7;

    // The conversations (c) of a user, each once.
    private const string OfUser = "c.no IN (SELECT writer.conversation FROM writer INDEXED BY writer_user WHERE writer.user = ?4)";

    // The conversations that were active when a requested turn may have begun, by activity that everyone may see, so that hidden activity costs no work.
    private const string OfActivity = "SELECT s.no FROM conversation AS s INDEXED BY conversation_v_last WHERE s.listed = ?1 AND s.v_last >= ?7";

    private readonly Session _session;
    private readonly UserQuery _query;
    private readonly ConversationQuery? _conversations;
    private readonly SqlArguments _arguments = new('?', TurnFrom);
    private readonly string? _scope;
    private readonly string _filters = "true";
    private readonly string _sums = "";
    private readonly PersonalReading _personal;
    private readonly UserIds _ids;

    /// <param name="session">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="personal">Provides the users' ids.</param>
    public UserList(Session session, UserQuery query, PersonalReading personal)
    {
        (_session, _query, _personal) = (session, query, personal);
        _conversations = ScopeDims.Simplified(query.Conversations with { To = null });
        if (_conversations is not null)
        {
            var filter = new ListFilter(SqliteDialect.Instance, _conversations, withPii: false, person: default, functions: null);
            var all = new ListFilter(SqliteDialect.Instance, _conversations, withPii: true, person: default, functions: null);
            var conditions = filter.Conditions(_arguments);
            if (ScopeDims.Of(session, _conversations.Scope) is { } dims)
            {
                _scope = _arguments.Add(NumberList.Of(dims));
                conditions.Add($"c.dims IN (SELECT value FROM json_each({_scope}))");
            }

            _filters = string.Join(" AND ", conditions.DefaultIfEmpty("true"));
            _sums = $"""
                SELECT count(*), min(c.created), count(*) FILTER (WHERE {filter.HasProblem(isWanted: true, _arguments)}),
                    count(*) FILTER (WHERE {all.HasProblem(isWanted: true, _arguments)})
                FROM conversation AS c NOT INDEXED WHERE {OfUser} AND {Condition}
                """;
        }

        _ids = new UserIds(Condition, Bind, personal);
    }

    // The condition for a row of "conversation" (c).
    private string Condition => ConditionUntil("?3");

    // The conversations of a scope of several dims. If they are few, they are read and sorted at once: their users may have had many more outside the scope.
    private string OfScope => $"""
        SELECT s.no FROM conversation AS s INDEXED BY conversation_dims
        WHERE s.dims IN (SELECT value FROM json_each({_scope})) AND s.listed = ?1 AND s.created >= ?2 AND s.created <= ?3
        """;

    // A turn begins in its conversation.
    private long Latest => new[] { _query.To, _query.TurnTo }.Min()?.UtcTicks - 1 ?? long.MaxValue;

    public StoredUserPage Page()
    {
        if (_conversations is null)
        {
            return new StoredUserPage { Users = [] };
        }

        var found = Walk();
        List<StoredUser> users = [.. found.Take(_query.Limit).Select(Read)];
        return new StoredUserPage
        {
            Users = users,
            Next = found.Count > _query.Limit ? new UserPosition(users[^1].LastStartedAt.UtcTicks, users[^1].Pseudonym) : null,
        };
    }

    // The page's users, and one more if others follow.
    private List<(long Number, string Pseudonym, bool IsKnown, long Last)> Walk()
    {
        long after = _query.After?.LastStartedAt ?? long.MaxValue;
        string? sorted = _query.TurnFrom is not null ? Sorted(OfActivity) : _scope is not null && AreFew() ? Sorted(OfScope) : null;
        var rows = Bind(sorted ?? Walked()).Bind(User, Math.Min(Latest, after)).Bind(After, after).Bind(Pseudonym, _query.After?.Pseudonym ?? "");
        var found = new List<(long Number, string Pseudonym, bool IsKnown, long Last)>();
        var met = new HashSet<long>();
        try
        {
            while (found.Count <= _query.Limit && rows.Step())
            {
                var (user, last) = (rows.Int64(0), rows.Int64(3));
                if (met.Add(user) && (sorted is not null || _query.After is null || !HasLater(user, last)))
                {
                    found.Add((user, rows.Text(1), rows.Int64(2) != 0, last));
                }
            }

            return found;
        }
        finally
        {
            rows.Reset();
        }
    }

    // A user with a later conversation than one on the page was on an earlier page.
    private bool HasLater(long user, long created)
        => Bind($"SELECT 1 FROM conversation AS c NOT INDEXED WHERE {OfUser} AND c.created > ?5 AND {Condition} LIMIT 1")
            .Bind(User, user).Bind(After, created).Scalar() is not null;

    private string ConditionUntil(string latest)
        => $"c.listed = ?1 AND c.created >= ?2 AND c.created <= {latest} AND CASE WHEN {_filters} THEN 1 END";

    private string Sorted(string numbers) => $"""
        SELECT w.user, user.pseudonym, user.hash IS NOT NULL, max(c.created) AS last
        FROM conversation AS c NOT INDEXED CROSS JOIN writer AS w INDEXED BY writer_id ON w.conversation = c.no CROSS JOIN user ON user.no = w.user
        WHERE c.no IN ({numbers}) AND {Condition}
        GROUP BY w.user HAVING last < ?5 OR (last = ?5 AND user.pseudonym > ?6) ORDER BY last DESC, user.pseudonym
        """;

    private string Walked()
    {
        string condition = _conversations switch
        {
            { AccountId: { } account } => $"c.dims IN (SELECT no FROM dims WHERE account = {_arguments.Add(account)})",
            { AgentId: { } agent } => $"c.dims IN (SELECT no FROM dims WHERE agent = {_arguments.Add(agent)})",
            _ => "c.listed = ?1",
        };
        return $"""
            SELECT w.user, user.pseudonym, user.hash IS NOT NULL, c.created
            FROM conversation AS c INDEXED BY conversation_created
            CROSS JOIN writer AS w INDEXED BY writer_id ON w.conversation = c.no
            CROSS JOIN user ON user.no = w.user
            WHERE {condition} AND {ConditionUntil("?4")} AND (c.created < ?5 OR user.pseudonym > ?6) ORDER BY c.created DESC, user.pseudonym
            """;
    }

    private bool AreFew() => Bind($"SELECT count(*) FROM ({OfScope} LIMIT ?4)").Bind(Few, (long)ListLimits.Default.Few).Scalar() < ListLimits.Default.Few;

    private StoredUser Read((long Number, string Pseudonym, bool IsKnown, long Last) user)
    {
        var sums = Bind(_sums).Bind(User, user.Number);
        sums.Step();
        var (conversations, first, visible, all) = (sums.Int64(0), sums.Int64(1), sums.Int64(2), sums.Int64(3));
        sums.Reset();
        return new StoredUser
        {
            Pseudonym = user.Pseudonym,
            UserId = user.IsKnown && _personal.Includes(PersonalData.Conversations) ? _ids.Of(user.Number, user.Pseudonym) : null,
            Conversations = conversations,
            VisibleProblemConversations = visible,
            AllProblemConversations = all,
            FirstStartedAt = new DateTimeOffset(first, TimeSpan.Zero),
            LastStartedAt = new DateTimeOffset(user.Last, TimeSpan.Zero),
        };
    }

    private Statement Bind(string sql)
    {
        object?[] values = _arguments.Values;
        values[0] = _query.Environment == ConversationEnvironment.Debug ? 0 : 1;
        values[1] = _query.From?.UtcTicks ?? long.MinValue;
        values[2] = Latest;
        values[TurnFrom - 1] = _query.TurnFrom?.UtcTicks;
        return _session.Built[sql].BindAll(values);
    }
}
