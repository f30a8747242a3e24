using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// The condition that a row of "conversation" (c) must meet. Every filter stands in it and lets everything through where its parameter is null: the number of SQL texts does not
/// grow with the combinations of filters. It leads to no index; which one to walk is said apart (<see cref="ListSource"/>). Texts and fields are searched before.
/// </summary>
/// <param name="query">What is asked for.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">Whom it asks for.</param>
/// <param name="scope">The numbers of the dims that it is narrowed to, see <see cref="ScopeDims"/>; null for all.</param>
internal sealed class ListFilter(ConversationQuery query, bool withPii, UserFilter person, string? scope)
{
    /// <summary>The parameters after those of the filter. Every statement has the last one, so that all before it can be bound.</summary>
    public const int Numbers = 22, Moment = 23, Value = 24, Id = 25, Far = 26, Limit = 33;

    private const string Condition = """
        (?2 IS NULL OR c.agent = ?2)
        AND (?3 IS NULL OR c.environment = ?3)
        AND (?4 IS NULL OR c.channel = ?4)
        AND (?29 IS NULL OR c.account = ?29)
        AND (?30 IS NULL OR c.project = ?30)
        AND (?32 IS NULL OR c.dims IN (SELECT value FROM json_each(?32)))
        AND (?5 IS NULL OR c.user = ?5)
        AND (?6 IS NULL OR c.#_last >= ?6)
        AND (?7 IS NULL OR c.created < ?7)
        AND (?8 IS NULL OR (c.#_errors > 0) = ?8)
        AND (?9 IS NULL OR (c.#_warnings > 0) = ?9)
        AND (?10 IS NULL OR (c.failed_calls > 0) = ?10)
        AND (?11 IS NULL OR CASE ?11 WHEN 2 THEN c.#_errors > 0 WHEN 1 THEN c.#_warnings > 0 ELSE c.#_entries > c.#_warnings + c.#_errors END)
        AND (?12 IS NULL OR EXISTS (SELECT 1 FROM call WHERE call.name = ?12 AND call.conversation = c.no))
        AND (?13 IS NULL OR c.slowest >= ?13)
        AND (?14 IS NULL OR c.slowest <= ?14)
        AND (?15 IS NULL OR c.tokens >= ?15)
        AND (?16 IS NULL OR c.tokens <= ?16)
        AND (?17 IS NULL OR ?17 & 1 AND c.user_likes > 0 OR ?17 & 2 AND c.user_dislikes > 0 OR ?17 & 4 AND c.team_likes > 0 OR ?17 & 8 AND c.team_dislikes > 0)
        AND (?31 IS NULL OR (?19 & 1 AND c.user_likes + c.user_dislikes > 0 OR ?19 & 4 AND c.team_likes + c.team_dislikes > 0) = ?31)
        AND (?18 IS NULL OR (?19 & 1 AND c.user_comments > 0 OR ?19 & 4 AND c.team_comments > 0) = ?18)
        AND (?20 IS NULL OR (c.annotations > 0) = ?20)
        AND (?21 IS NULL OR (c.read_at IS NULL) = ?21)
        AND (?27 IS NULL OR c.erasure_pending = 0 AND EXISTS (SELECT 1 FROM subject WHERE subject.kind = 1 AND subject.hash = ?27 AND subject.conversation = c.no))
        AND (?28 IS NULL OR c.erasure_pending = 0 AND EXISTS (SELECT 1 FROM subject WHERE subject.kind = 0 AND subject.hash = ?28 AND subject.conversation = c.no))
        """;

    private static readonly string s_visible = Condition.Replace("#", "v", StringComparison.Ordinal);
    private static readonly string s_all = Condition.Replace("#", "a", StringComparison.Ordinal);

    public string Sql => withPii ? s_all : s_visible;

    /// <summary>Binds the filter, and 1: whether the conversations are those of lists, or debugging.</summary>
    public Statement Bind(Statement statement) => statement
        .Bind(1, query.Environment == ConversationEnvironment.Debug ? 0 : 1)
        .Bind(2, query.AgentId)
        .Bind(3, (long?)query.Environment)
        .Bind(4, query.Channel)
        .Bind(5, person.User)
        .Bind(6, query.From?.UtcTicks)
        .Bind(7, query.To?.UtcTicks)
        .Bind(8, Flag(query.HasError))
        .Bind(9, Flag(query.HasWarning))
        .Bind(10, Flag(query.HasFailedFunction))
        .Bind(11, (long?)query.Level)
        .Bind(12, query.FunctionName)
        .Bind(13, query.MinLatency?.Ticks)
        .Bind(14, query.MaxLatency?.Ticks)
        .Bind(15, query.MinTokens)
        .Bind(16, query.MaxTokens)
        .Bind(17, Ratings())
        .Bind(18, Flag(query.HasComment))
        .Bind(19, Sources())
        .Bind(20, Flag(query.IsAnnotated))
        .Bind(21, Flag(query.IsUnread))
        .BindBlob(27, person.Number)
        .BindBlob(28, person.UserHash)
        .Bind(29, query.AccountId)
        .Bind(30, query.ProjectId)
        .Bind(31, Flag(query.IsRated))
        .Bind(32, scope);

    // Two bits for each source: likes, dislikes.
    private long? Ratings() => query.Rating switch
    {
        null => null,
        FeedbackRating.Like => Sources(),
        _ => Sources() << 1,
    };

    private long Sources() => query.RatingSource switch
    {
        null => 5,
        FeedbackSource.User => 1,
        _ => 4,
    };

    private static long? Flag(bool? wanted) => wanted is { } value ? (value ? 1 : 0) : null;
}
