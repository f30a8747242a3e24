using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog.Sqlite.Lists;

/// <summary>A filter whose conversations are found by an index, or that can be checked in the index of all conversations, without their rows.</summary>
/// <param name="Numbers">A query of their numbers. It may return duplicates, and some that do not match the filter. Its parameters are those of
/// <see cref="ListFilter"/>.</param>
/// <param name="InOrder">The same conversations, and perhaps others, in order of creation; null if the index in that order lacks the columns.</param>
internal sealed record IndexedFilter(string Numbers, ListSource? InOrder = null)
{
    private const string CreatedIndex = "conversation_created";
    private const string Running = "c.running > 0 OR c.model_calls > c.ended_model_calls";

    private static readonly string s_kinds = ListFilter.Parameter(nameof(ConversationQuery.Problems));

    // By openings, because a conversation may have had several users.
    private static readonly IndexedFilter s_user = new(
        $"SELECT writer.conversation FROM writer INDEXED BY writer_user WHERE writer.user = {ListFilter.Parameter(nameof(ConversationQuery.UserPseudonym))}");

    private static readonly IndexedFilter s_userId = new(
        $"SELECT conversation FROM subject WHERE kind = 0 AND hash = {ListFilter.Parameter(nameof(ConversationQuery.UserId))}");

    private static readonly IndexedFilter s_number = new(
        $"SELECT conversation FROM subject WHERE kind = 1 AND hash = {ListFilter.Parameter(nameof(ConversationQuery.Number))}");

    // One for each, because any of them may be the most selective.
    private static readonly IndexedFilter[] s_attributes =
    [
        .. Enumerable.Range(0, AttributeValues.Most).Select(static place => new IndexedFilter(FormattableString.Invariant(
            $"SELECT conversation FROM subject WHERE kind = 2 AND hash = {ListFilter.AttributeHash(place)}"))),
    ];

    private static readonly IndexedFilter s_annotated = Scan("c.annotations > 0");
    private static readonly IndexedFilter s_rated = Scan("c.user_likes + c.user_dislikes + c.team_likes + c.team_dislikes > 0");
    private static readonly IndexedFilter s_read = Scan("c.read_at IS NOT NULL");
    private static readonly IndexedFilter s_unread = Scan("c.read_at IS NULL");
    private static readonly IndexedFilter s_failed = Scan(Has("v", ProblemKinds.Function));
    private static readonly IndexedFilter s_errors = Scan(Has("a", ProblemKinds.Entry));
    private static readonly IndexedFilter s_warnings = Scan("c.a_warnings > 0");
    private static readonly IndexedFilter s_visibleErrors = Scan(Has("v", ProblemKinds.Entry));
    private static readonly IndexedFilter s_visibleWarnings = Scan("c.v_warnings > 0");
    private static readonly IndexedFilter s_none = new("SELECT 0 WHERE 0");

    // Includes conversations with running calls: they have a problem as soon as the conversation has ended.
    private static readonly IndexedFilter s_problems = Scan($"(c.a_problems > 0 OR {Running})");
    private static readonly IndexedFilter s_visibleProblems = Scan($"(c.v_problems > 0 OR {Running})");
    private static readonly IndexedFilter s_problemsOfKinds = Scan($"((c.a_problems & {s_kinds}) <> 0 OR {Running})");
    private static readonly IndexedFilter s_visibleProblemsOfKinds = Scan($"((c.v_problems & {s_kinds}) <> 0 OR {Running})");
    private static readonly IndexedFilter s_interrupted = Scan("c.interrupted_turns > 0");
    private static readonly IndexedFilter s_refused = Scan("c.refused_turns > 0");
    private static readonly IndexedFilter s_unobserved = Scan("c.unobserved_calls > 0");
    private static readonly IndexedFilter s_agent = OfDims(
        $"SELECT no FROM dims WHERE agent = {ListFilter.Parameter(nameof(ConversationQuery.AgentId))}");

    private static readonly IndexedFilter s_account = OfDims(
        $"SELECT no FROM dims WHERE account = {ListFilter.Parameter(nameof(ConversationQuery.AccountId))}");

    private static readonly IndexedFilter s_scope = OfDims("SELECT value FROM json_each(?7)");
    private static readonly IndexedFilter s_project = Scan(Is("project", nameof(ConversationQuery.ProjectId)));
    private static readonly IndexedFilter s_channel = Scan(Is("channel", nameof(ConversationQuery.Channel)));
    private static readonly IndexedFilter s_variant = Scan(Is("variant", nameof(ConversationQuery.VariantId)));
    private static readonly IndexedFilter s_language = Scan(Is("language", nameof(ConversationQuery.Language)));
    private static readonly IndexedFilter s_direction = Scan(Is("direction", nameof(ConversationQuery.Direction)));
    private static readonly IndexedFilter s_environment = Scan(Is("environment", nameof(ConversationQuery.Environment)));
    private static readonly IndexedFilter s_handoff = Scan("c.handoff IS NOT NULL");
    private static readonly IndexedFilter s_model = new(
        $"SELECT turn.conversation FROM turn INDEXED BY turn_model WHERE turn.leads = 1 AND turn.model = {ListFilter.Parameter(nameof(ConversationQuery.Model))} "
            + $"UNION ALL {CallsOf("model_name", "name", nameof(ConversationQuery.Model))}");

    private static readonly IndexedFilter s_provider = new(CallsOf("model_provider", "provider", nameof(ConversationQuery.Provider)));

    private static readonly IndexedFilter s_score = Scored(nameof(ConversationQuery.Score));
    private static readonly IndexedFilter s_metric = Scored(nameof(ConversationQuery.Metric));
    private static readonly IndexedFilter s_label = Scored(nameof(ConversationQuery.Label));
    private static readonly IndexedFilter s_assignedTo = Scored(nameof(ConversationQuery.AssignedTo));
    private static readonly IndexedFilter s_reason = Scored(nameof(ConversationQuery.Reason));
    private static readonly IndexedFilter s_function = new(
        "SELECT call.conversation FROM call INDEXED BY call_name WHERE call.leads = 1 AND "
            + CalledFunctions.IsNamed("call.name", ListFilter.Parameter(nameof(ConversationQuery.FunctionName))));

    private static readonly IndexedFilter s_call = new(
        $"SELECT call.conversation FROM call INDEXED BY call_known WHERE call.id = {ListFilter.Parameter(nameof(ConversationQuery.FunctionEventId))}");

    private static readonly IndexedFilter s_canceled = new(EndedAs(FunctionOutcome.Canceled));

    // Includes conversations with running calls: these are abandoned as soon as the conversation has ended.
    private static readonly IndexedFilter s_abandoned = Scan($"({Has("v", ProblemKinds.Function)} OR c.running > 0)");

    private static readonly IndexedFilter s_errorType = new(
        "SELECT call.conversation FROM call INDEXED BY call_error_type WHERE call.error_type IS NOT NULL AND "
            + CallFilter.HasErrorType(ListFilter.Parameter(nameof(ConversationQuery.ErrorType))));

    private static readonly IndexedFilter s_duration = Between(
        SortColumn.Of(ConversationSort.Duration, withPii: true), nameof(ConversationQuery.MinDuration), nameof(ConversationQuery.MaxDuration));

    private static readonly IndexedFilter s_visibleDuration = Between(
        SortColumn.Of(ConversationSort.Duration, withPii: false), nameof(ConversationQuery.MinDuration), nameof(ConversationQuery.MaxDuration));

    private static readonly IndexedFilter s_tokens = Between(
        SortColumn.Of(ConversationSort.Tokens, withPii: false), nameof(ConversationQuery.MinTokens), nameof(ConversationQuery.MaxTokens));

    private static readonly IndexedFilter s_turns = Scan(IsBetween("c.turns", nameof(ConversationQuery.MinTurns), nameof(ConversationQuery.MaxTurns)));
    private static readonly IndexedFilter s_cost = Scan(IsBetween("c.cost", nameof(ConversationQuery.MinCost), nameof(ConversationQuery.MaxCost)));
    private static readonly IndexedFilter s_latency = Scan(IsBetween("c.slowest", nameof(ConversationQuery.MinLatency), nameof(ConversationQuery.MaxLatency)));

    // If the filters apply to a single turn, other turns may be slower.
    private static readonly IndexedFilter s_slow = Scan($"c.slowest >= {ListFilter.Parameter(nameof(ConversationQuery.MinLatency))}");
    private static readonly IndexedFilter s_slowCall = Scan($"c.slowest_call >= {ListFilter.Parameter(nameof(ConversationQuery.MinFunctionDuration))}");

    // Begun in the window, or active when it begins.
    private static readonly IndexedFilter s_window = new(
        Between(SortColumn.Of(ConversationSort.Created, withPii: false), nameof(ConversationQuery.From), nameof(ConversationQuery.To)).Numbers
            + $" UNION ALL {ActivitySpan.NumbersAtMoment}");

    /// <summary>Whether <see cref="Numbers"/> reads all conversations in the index.</summary>
    public bool IsScan { get; private init; }

    /// <summary>The filters of a query, usually the most selective first.</summary>
    public static IEnumerable<IndexedFilter> Of(ConversationQuery query, bool withPii)
    {
        (bool Holds, IndexedFilter Filter)[] all =
        [
            (query.UserId is not null, s_userId),
            (query.UserPseudonym is not null, s_user),
            (query.Number is not null, s_number),
            .. s_attributes.Select((filter, place) => (place < query.Attributes.Count, filter)),
            (query.IsAnnotated == true, s_annotated),
            (query.Rating is not null || query.HasComment == true || query.IsRated == true, s_rated),
            (query.IsUnread == false, s_read),
            (query.Label is not null, s_label),
            (query.Reason is not null, s_reason),
            (query.Assignee is not null, s_assignedTo),
            (query.HasFailedFunction == true, s_failed),
            (query.HasInterruption == true, s_interrupted),
            (query.HasRefusal == true, s_refused),
            (query.HasUnobservedCall == true, s_unobserved),
            (query.Problems is not null, OfKinds(query.Problems, withPii)),
            (query.FunctionEventId is not null, s_call),
            (query.ErrorType is not null, s_errorType),
            (query.Outcome == FunctionOutcome.Failed, s_failed),
            (query.Outcome == FunctionOutcome.Canceled, s_canceled),
            (query.Outcome == FunctionOutcome.Abandoned, s_abandoned),
            (query.HasProblem == true, withPii ? s_problems : s_visibleProblems),
            (query.HasError == true || query.Level == EntryLevel.Error, withPii ? s_errors : s_visibleErrors),
            (query.HasWarning == true || query.Level == EntryLevel.Warning, withPii ? s_warnings : s_visibleWarnings),
            (query.HasHandoff == true || query.HandoffReason is not null, s_handoff),
            (query.VariantId is not null, s_variant),
            (query.Language is not null, s_language),
            (query.ProjectId is not null, s_project),
            (query.AccountId is not null, s_account),
            (query.AgentId is not null, s_agent),
            (!query.Scope.IsAll, s_scope),
            (query.Channel is not null, s_channel),
            (query.Direction is not null, s_direction),
            (query.IsUnread == true, s_unread),
            (query.Environment is not (null or ConversationEnvironment.Debug), s_environment), // Debugging is separate already.
            (query.AsksForFunction, s_function),
            (query.Provider is not null, s_provider),
            (query.Model is not null, s_model),
            (query.Score is not null, s_score),
            (query.Metric is not null, s_metric),
            (query.MinFunctionDuration is not null, s_slowCall),
            (query.MinDuration is not null || query.MaxDuration is not null, withPii ? s_duration : s_visibleDuration),
            (query.MinLatency is not null && query.AsksForTurn, s_slow),
            ((query.MinLatency is not null || query.MaxLatency is not null) && !query.AsksForTurn, s_latency),
            (query.MinTokens is not null || query.MaxTokens is not null, s_tokens),
            (query.MinTurns is not null || query.MaxTurns is not null, s_turns),
            (query.MinCost is not null || query.MaxCost is not null, s_cost),
            (HasWindowApart(query), s_window),
        ];
        return all.Where(static filter => filter.Holds).Select(static filter => filter.Filter);
    }

    private static string CallsOf(string index, string column, string filter)
        => "SELECT m.conversation FROM model_call AS m INDEXED BY model_call_model WHERE m.model IN "
            + $"(SELECT no FROM model INDEXED BY {index} WHERE {column} = {ListFilter.Parameter(filter)})";

    private static string EndedAs(FunctionOutcome outcome) => FormattableString.Invariant(
        $"SELECT call.conversation FROM call INDEXED BY call_outcome WHERE call.outcome > 1 AND call.outcome = {(long)outcome}");

    private static IndexedFilter OfKinds(ProblemKinds? kinds, bool withPii)
        => kinds == ProblemKinds.None ? s_none : withPii ? s_problemsOfKinds : s_visibleProblemsOfKinds;

    // The two orders by time begin and end at the window themselves.
    private static bool HasWindowApart(ConversationQuery query)
        => query.Sort is not (ConversationSort.Created or ConversationSort.Updated) && (query.From is not null || query.To is not null);

    private static IndexedFilter Scan(string condition)
    {
        var walk = ListSource.Walk(CreatedIndex, condition);
        return new($"SELECT c.no {walk.Sql}", walk) { IsScan = true };
    }

    private static IndexedFilter OfDims(string dims) => new(
        $"SELECT c.no FROM conversation AS c INDEXED BY conversation_dims WHERE c.dims IN ({dims}) AND c.listed = ?1",
        ListSource.Walk(CreatedIndex, $"c.dims IN ({dims})"));

    private static string Has(string counts, ProblemKinds kind) => FormattableString.Invariant($"(c.{counts}_problems & {(long)kind}) <> 0");

    private static IndexedFilter Scored(string filter) => new(
        "SELECT score.conversation FROM score INDEXED BY score_name WHERE score.removed = 0 AND " + ScoreCondition.Of(filter, ListFilter.Parameter(filter)));

    private static string Is(string column, string filter) => $"c.{column} = {ListFilter.Parameter(filter)}";

    private static IndexedFilter Between(SortColumn column, string least, string most) => new(string.Join(
        " UNION ALL ", column.Source.All.Select(source => $"SELECT c.no {source.Sql} AND {IsBetween(column.In(source), least, most)}")));

    private static string IsBetween(string column, string least, string most)
        => $"{column} >= ifnull({ListFilter.Parameter(least)}, -9223372036854775808) AND {column} <= ifnull({ListFilter.Parameter(most)}, 9223372036854775807)";
}
