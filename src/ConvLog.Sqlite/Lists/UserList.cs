using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// A page of the list of end users. Conversations are read from the latest on, and the first one of a user determines the user's position in the list. The cost
/// therefore depends on the page and on the number of its users' conversations, and hardly on the total number.
/// </summary>
internal sealed class UserList
{
    // The condition for a row of "conversation" (c). It contains every filter, as in ListFilter.
    internal const string Condition = """
        c.listed = ?1 AND c.created >= ?2 AND c.created <= ?3
        AND (?4 IS NULL OR c.agent = ?4) AND (?5 IS NULL OR c.account = ?5) AND (?6 IS NULL OR c.environment = ?6)
        AND (?7 IS NULL OR c.dims IN (SELECT value FROM json_each(?7))) AND (?8 IS NULL OR c.channel = ?8)
        AND (?9 IS NULL AND ?10 IS NULL OR EXISTS (SELECT 1 FROM turn INDEXED BY turn_id
            WHERE turn.conversation = c.no AND (?9 IS NULL OR turn.started >= ?9) AND (?10 IS NULL OR turn.started < ?10)))
        """;

    // The conversations (c) of a user, each once.
    private const string OfUser = "c.no IN (SELECT writer.conversation FROM writer INDEXED BY writer_user WHERE writer.user = ?11)";

    // A user with a later conversation than one on the page (?12) was on an earlier page.
    private const string Later = $"SELECT 1 FROM conversation AS c NOT INDEXED WHERE {OfUser} AND c.created > ?12 AND {Condition} LIMIT 1";

    // The conversations of a scope of several dims. If they are few, they are read and sorted at once: their users may have had many more outside the scope.
    private const string OfScope = """
        SELECT s.no FROM conversation AS s INDEXED BY conversation_dims
        WHERE s.dims IN (SELECT value FROM json_each(?7)) AND s.listed = ?1 AND s.created >= ?2 AND s.created <= ?3
        """;

    // The conversations that were active when a requested turn may have begun, by activity that everyone may see, so that hidden activity costs no work.
    private const string OfActivity = "SELECT s.no FROM conversation AS s INDEXED BY conversation_v_last WHERE s.listed = ?1 AND s.v_last >= ?9";

    private static readonly string s_few = Sorted(OfScope);
    private static readonly string s_active = Sorted(OfActivity);

    private static readonly string s_sums = $"""
        SELECT count(*), min(c.created), sum({ListFilter.HasProblem(withPii: false)}), sum({ListFilter.HasProblem(withPii: true)})
        FROM conversation AS c NOT INDEXED WHERE {OfUser} AND {Condition}
        """;

    // From the position after which the page continues (?12, ?13); ?11 is the latest beginning on it.
    private static readonly string s_rest = $"""
        {Condition.Replace("?3", "?11", StringComparison.Ordinal)} AND (c.created < ?12 OR user.pseudonym > ?13) ORDER BY c.created DESC, user.pseudonym
        """;

    private readonly Session _session;
    private readonly UserQuery _query;
    private readonly ConversationQuery? _conversations;
    private readonly string? _scope;
    private readonly PersonalReading _personal;
    private readonly UserIds _ids;

    /// <param name="session">The connection.</param>
    /// <param name="query">The query.</param>
    /// <param name="personal">Provides the users' ids.</param>
    public UserList(Session session, UserQuery query, PersonalReading personal)
    {
        (_session, _query, _personal) = (session, query, personal);
        _ids = new UserIds(Bind, personal);
        _conversations = ScopeDims.Simplified(new ConversationQuery { Scope = query.Scope, AgentId = query.AgentId });
        _scope = _conversations is not null && ScopeDims.Of(session, _conversations.Scope) is { } dims ? NumberList.Of(dims) : null;
    }

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
        string? sorted = _query.TurnFrom is not null ? s_active : _scope is not null && AreFew() ? s_few : null;
        var rows = Bind(sorted ?? Walked()).Bind(11, Math.Min(Latest, after)).Bind(12, after).Bind(13, _query.After?.Pseudonym ?? "");
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

    private bool HasLater(long user, long created) => Bind(Later).Bind(11, user).Bind(12, created).Scalar() is not null;

    private static string Sorted(string numbers) => $"""
        SELECT w.user, user.pseudonym, user.hash IS NOT NULL, max(c.created) AS last
        FROM conversation AS c NOT INDEXED CROSS JOIN writer AS w INDEXED BY writer_id ON w.conversation = c.no CROSS JOIN user ON user.no = w.user
        WHERE c.no IN ({numbers}) AND {Condition}
        GROUP BY w.user HAVING last < ?12 OR (last = ?12 AND user.pseudonym > ?13) ORDER BY last DESC, user.pseudonym
        """;

    private string Walked()
    {
        string condition = _conversations switch
        {
            { AccountId: not null } => "c.dims IN (SELECT no FROM dims WHERE account = ?5)",
            { AgentId: not null } => "c.dims IN (SELECT no FROM dims WHERE agent = ?4)",
            _ => "c.listed = ?1",
        };
        return $"""
            SELECT w.user, user.pseudonym, user.hash IS NOT NULL, c.created
            FROM conversation AS c INDEXED BY conversation_created
            CROSS JOIN writer AS w INDEXED BY writer_id ON w.conversation = c.no
            CROSS JOIN user ON user.no = w.user
            WHERE {condition} AND {s_rest}
            """;
    }

    private bool AreFew() => Bind($"SELECT count(*) FROM ({OfScope} LIMIT ?11)").Bind(11, (long)ListLimits.Default.Few).Scalar() < ListLimits.Default.Few;

    private StoredUser Read((long Number, string Pseudonym, bool IsKnown, long Last) user)
    {
        var sums = Bind(s_sums).Bind(11, user.Number).Bind(ListFilter.IdleSince, _query.IdleSince?.UtcTicks);
        sums.Step();
        var (conversations, first, visible, all) = (sums.Int64(0), sums.Int64(1), sums.Int64(2), sums.Int64(3));
        sums.Reset();
        return new StoredUser
        {
            Pseudonym = user.Pseudonym,
            UserId = user.IsKnown && _personal.Gives(PersonalData.Conversations) ? _ids.Of(user.Number, user.Pseudonym) : null,
            Conversations = conversations,
            VisibleProblemConversations = visible,
            AllProblemConversations = all,
            FirstStartedAt = new DateTimeOffset(first, TimeSpan.Zero),
            LastStartedAt = new DateTimeOffset(user.Last, TimeSpan.Zero),
        };
    }

    private Statement Bind(string sql) => _session[sql]
        .Bind(1, _query.Environment == ConversationEnvironment.Debug ? 0L : 1L)
        .Bind(2, _query.From?.UtcTicks ?? long.MinValue)
        .Bind(3, Latest)
        .Bind(4, _conversations?.AgentId)
        .Bind(5, _conversations?.AccountId)
        .Bind(6, (long?)_query.Environment)
        .Bind(7, _scope)
        .Bind(8, _query.Channel)
        .Bind(9, _query.TurnFrom?.UtcTicks)
        .Bind(10, _query.TurnTo?.UtcTicks);
}
