using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// A page of the list of end users. Conversations are walked from the latest on, and the first one met of a user is the user's place in the list: so what is
/// read depends on the page, and on how much its users had, and hardly on how many there are.
/// </summary>
internal sealed class UserList
{
    // What a row of "conversation" (c) must meet. Every filter stands in it, as in ListFilter.
    private const string Condition = """
        c.listed = ?1 AND c.created >= ?2 AND c.created <= ?3
        AND (?4 IS NULL OR c.agent = ?4) AND (?5 IS NULL OR c.account = ?5) AND (?6 IS NULL OR c.environment = ?6)
        AND (?7 IS NULL OR c.dims IN (SELECT value FROM json_each(?7))) AND (?8 IS NULL OR c.channel = ?8)
        AND (?9 IS NULL AND ?10 IS NULL OR EXISTS (SELECT 1 FROM turn INDEXED BY turn_id
            WHERE turn.conversation = c.no AND (?9 IS NULL OR turn.started >= ?9) AND (?10 IS NULL OR turn.started < ?10)))
        """;

    // The personal part of a conversation that is to be erased tells nobody any more.
    private const string Ids = $"""
        SELECT {SummaryRows.Columns} FROM conversation AS c INDEXED BY conversation_user {SummaryRows.Joins}
        WHERE c.user = ?11 AND c.erasure_pending = 0 AND pii.payload IS NOT NULL AND {Condition} ORDER BY c.created DESC
        """;

    // What is left of a scope of several. Where it is little, it is not walked to but read and sorted: its users may have had much more with others.
    private const string OfScope = """
        SELECT s.no FROM conversation AS s INDEXED BY conversation_dims
        WHERE s.dims IN (SELECT value FROM json_each(?7)) AND s.listed = ?1 AND s.created >= ?2 AND s.created <= ?3
        """;

    // What was going on since a turn may have begun that is asked for: by what everyone may see, so that what is hidden costs no work.
    private const string OfActivity = "SELECT s.no FROM conversation AS s INDEXED BY conversation_v_last WHERE s.listed = ?1 AND s.v_last >= ?9";

    private static readonly string s_few = Sorted(OfScope);
    private static readonly string s_active = Sorted(OfActivity);

    private static readonly string s_sums = $"""
        SELECT count(*), min(c.created), sum({ListFilter.HasProblem(withPii: false)}), sum({ListFilter.HasProblem(withPii: true)})
        FROM conversation AS c INDEXED BY conversation_user WHERE c.user = ?11 AND {Condition}
        """;

    // From the place that the page goes on after (?12, ?13); ?11 is the latest beginning on it. Of one moment, a user's conversation with the highest number
    // is the latest.
    private static readonly string s_rest = $"""
        {Condition.Replace("?3", "?11", StringComparison.Ordinal)} AND (c.created < ?12 OR user.pseudonym > ?13)
        AND NOT EXISTS (SELECT 1 FROM conversation AS l INDEXED BY conversation_user
            WHERE l.user = c.user AND (l.created > c.created OR l.no > c.no) AND {Condition.Replace("c.", "l.", StringComparison.Ordinal).Replace("?2", "c.created", StringComparison.Ordinal)})
        ORDER BY c.created DESC, user.pseudonym LIMIT ?14
        """;

    private readonly Session _session;
    private readonly UserQuery _query;
    private readonly ConversationQuery? _conversations;
    private readonly string? _scope;
    private readonly PersonalReading _personal;

    /// <param name="session">The connection.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="personal">Where the users' ids come from.</param>
    public UserList(Session session, UserQuery query, PersonalReading personal)
    {
        (_session, _query, _personal) = (session, query, personal);
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

    // The page's users and one more, where more follow.
    private List<(long Number, string Pseudonym, bool IsKnown, long Last)> Walk()
    {
        long after = _query.After?.LastStartedAt ?? long.MaxValue;
        var rows = Bind(_query.TurnFrom is not null ? s_active : _scope is not null && AreFew() ? s_few : Walked())
            .Bind(11, Math.Min(Latest, after)).Bind(12, after).Bind(13, _query.After?.Pseudonym ?? "").Bind(14, (long)_query.Limit + 1);
        var found = new List<(long Number, string Pseudonym, bool IsKnown, long Last)>();
        while (rows.Step())
        {
            found.Add((rows.Int64(0), rows.Text(1), rows.Int64(2) != 0, rows.Int64(3)));
        }

        return found;
    }

    private static string Sorted(string numbers) => $"""
        SELECT c.user, user.pseudonym, user.hash IS NOT NULL, max(c.created) AS last
        FROM conversation AS c NOT INDEXED CROSS JOIN user ON user.no = c.user
        WHERE c.no IN ({numbers}) AND {Condition}
        GROUP BY c.user HAVING last < ?12 OR (last = ?12 AND user.pseudonym > ?13) ORDER BY last DESC, user.pseudonym LIMIT ?14
        """;

    private string Walked()
    {
        var (index, condition) = _conversations switch
        {
            { AccountId: not null } => ("conversation_account", "c.account = ?5"),
            { AgentId: not null } => ("conversation_agent", "c.agent = ?4"),
            _ => ("conversation_created", "c.listed = ?1"),
        };
        return $"""
            SELECT c.user, user.pseudonym, user.hash IS NOT NULL, c.created
            FROM conversation AS c INDEXED BY {index}
            CROSS JOIN user ON user.no = c.user
            WHERE {condition} AND {s_rest}
            """;
    }

    private bool AreFew() => Bind($"SELECT count(*) FROM ({OfScope} LIMIT ?11)").Bind(11, (long)ListEffort.Default.Few).Scalar() < ListEffort.Default.Few;

    private StoredUser Read((long Number, string Pseudonym, bool IsKnown, long Last) user)
    {
        var sums = Bind(s_sums).Bind(11, user.Number).Bind(ListFilter.IdleSince, _query.IdleSince?.UtcTicks);
        sums.Step();
        var (conversations, first, visible, all) = (sums.Int64(0), sums.Int64(1), sums.Int64(2), sums.Int64(3));
        sums.Reset();
        return new StoredUser
        {
            Pseudonym = user.Pseudonym,
            UserId = user.IsKnown && _personal.Gives(PersonalData.Conversations) ? IdOf(user.Number, user.Pseudonym) : null,
            Conversations = conversations,
            VisibleProblemConversations = visible,
            AllProblemConversations = all,
            FirstStartedAt = new DateTimeOffset(first, TimeSpan.Zero),
            LastStartedAt = new DateTimeOffset(user.Last, TimeSpan.Zero),
        };
    }

    // By the latest conversation that can tell it, mostly the first one read. Where the part of an opening is gone, the pseudonym stands for the id.
    private string? IdOf(long user, string pseudonym)
    {
        var rows = Bind(Ids).Bind(11, user);
        try
        {
            while (rows.Step())
            {
                if (SummaryRows.Read(rows, 0, _personal).Conversation.UserId is { } id && !string.Equals(id, pseudonym, StringComparison.Ordinal))
                {
                    return id;
                }
            }

            return null;
        }
        finally
        {
            rows.Reset();
        }
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
