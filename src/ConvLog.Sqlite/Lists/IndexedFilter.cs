using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>A filter to whose conversations an index leads.</summary>
/// <param name="Numbers">A query of their numbers. It may give one twice, and some that the filter does not let through. Its parameters are those of
/// <see cref="ListFilter"/>.</param>
/// <param name="InOrder">The same conversations in order of creation; null where no index has them so.</param>
internal sealed record IndexedFilter(string Numbers, ListSource? InOrder = null)
{
    // By its openings: a conversation may have had several users.
    private static readonly IndexedFilter s_user = new(
        $"SELECT writer.conversation FROM writer INDEXED BY writer_user WHERE writer.user = {ListFilter.Parameter(nameof(ConversationQuery.UserPseudonym))}");

    private static readonly IndexedFilter s_userId = new(
        $"SELECT conversation FROM subject WHERE kind = 0 AND hash = {ListFilter.Parameter(nameof(ConversationQuery.UserId))}");

    private static readonly IndexedFilter s_number = new(
        $"SELECT conversation FROM subject WHERE kind = 1 AND hash = {ListFilter.Parameter(nameof(ConversationQuery.Number))}");

    // One for each, as any of them may be the rare one.
    private static readonly IndexedFilter[] s_attributes =
    [
        .. Enumerable.Range(0, AttributeValues.Most).Select(static place => new IndexedFilter(FormattableString.Invariant(
            $"SELECT conversation FROM subject WHERE kind = 2 AND hash = {ListFilter.AttributeHash(place)}"))),
    ];

    private static readonly IndexedFilter s_annotated = By("conversation_annotated", "c.annotations > 0");
    private static readonly IndexedFilter s_rated = By("conversation_rated", "c.user_likes + c.user_dislikes + c.team_likes + c.team_dislikes > 0");
    private static readonly IndexedFilter s_read = By("conversation_read", "c.read_at IS NOT NULL");
    private static readonly IndexedFilter s_unread = By("conversation_unread", "c.read_at IS NULL");
    private static readonly IndexedFilter s_failed = By("conversation_failed", "c.failed_calls > 0");
    private static readonly IndexedFilter s_errors = By("conversation_errors", "c.a_errors > 0");
    private static readonly IndexedFilter s_warnings = By("conversation_warnings", "c.a_warnings > 0");
    private static readonly IndexedFilter s_visibleErrors = By("conversation_visible_errors", "c.v_errors > 0");
    private static readonly IndexedFilter s_visibleWarnings = By("conversation_visible_warnings", "c.v_warnings > 0");
    private static readonly IndexedFilter s_none = new("SELECT 0 WHERE 0");
    private static readonly IndexedFilter s_openModelCalls = By("conversation_open_model_calls", "c.model_calls > c.ended_model_calls");
    private static readonly IndexedFilter s_modelCalls = new(
        $"{By("conversation_failed_model_calls", "c.failed_model_calls > 0").Numbers} UNION ALL {s_openModelCalls.Numbers}");

    private static readonly IndexedFilter s_problems = Problems("conversation_problems", "c.a_problems > 0");
    private static readonly IndexedFilter s_visibleProblems = Problems("conversation_visible_problems", "c.v_problems > 0");
    private static readonly IndexedFilter s_failedTurns = By("conversation_failed_turns", "c.failed_turns > 0");
    private static readonly IndexedFilter s_interrupted = By("conversation_interrupted_turns", "c.interrupted_turns > 0");
    private static readonly IndexedFilter s_refused = By("conversation_refused_turns", "c.refused_turns > 0");
    private static readonly IndexedFilter s_unobserved = By("conversation_unobserved_calls", "c.unobserved_calls > 0");
    private static readonly IndexedFilter s_responses = By("conversation_failed_responses", "c.a_failed_responses > 0");
    private static readonly IndexedFilter s_visibleResponses = By("conversation_visible_failed_responses", "c.v_failed_responses > 0");
    private static readonly IndexedFilter s_losses = By("conversation_losses", "c.a_losses > 0");
    private static readonly IndexedFilter s_visibleLosses = By("conversation_visible_losses", "c.v_losses > 0");
    private static readonly IndexedFilter s_agent = By("conversation_agent", Is("agent", nameof(ConversationQuery.AgentId)));
    private static readonly IndexedFilter s_account = By("conversation_account", Is("account", nameof(ConversationQuery.AccountId)));
    private static readonly IndexedFilter s_project = By("conversation_project", Is("project", nameof(ConversationQuery.ProjectId)));
    private static readonly IndexedFilter s_scope = new(
        "SELECT c.no FROM conversation AS c INDEXED BY conversation_dims WHERE c.dims IN (SELECT value FROM json_each(?7)) AND c.listed = ?1");

    private static readonly IndexedFilter s_channel = By("conversation_channel", Is("channel", nameof(ConversationQuery.Channel)));
    private static readonly IndexedFilter s_variant = By("conversation_variant", Is("variant", nameof(ConversationQuery.VariantId)));
    private static readonly IndexedFilter s_language = By("conversation_language", Is("language", nameof(ConversationQuery.Language)));
    private static readonly IndexedFilter s_direction = By("conversation_direction", Is("direction", nameof(ConversationQuery.Direction)));
    private static readonly IndexedFilter s_handoff = By("conversation_handoff", "c.handoff IS NOT NULL");
    private static readonly IndexedFilter s_model = new(
        $"SELECT turn.conversation FROM turn INDEXED BY turn_model WHERE turn.leads = 1 AND turn.model = {ListFilter.Parameter(nameof(ConversationQuery.Model))} "
            + $"UNION ALL {CallsOf("model_name", "name", nameof(ConversationQuery.Model))}");

    private static readonly IndexedFilter s_provider = new(CallsOf("model_provider", "provider", nameof(ConversationQuery.Provider)));

    private static readonly IndexedFilter s_score = Scored(nameof(ConversationQuery.Score));
    private static readonly IndexedFilter s_metric = Scored(nameof(ConversationQuery.Metric));
    private static readonly IndexedFilter s_label = Scored(nameof(ConversationQuery.Label));
    private static readonly IndexedFilter s_assignedTo = Scored(nameof(ConversationQuery.AssignedTo));
    private static readonly IndexedFilter s_reason = Scored(nameof(ConversationQuery.Reason));
    private static readonly IndexedFilter s_environment = By("conversation_environment", Is("environment", nameof(ConversationQuery.Environment)));
    private static readonly IndexedFilter s_function = new(
        "SELECT call.conversation FROM call INDEXED BY call_name WHERE call.leads = 1 AND "
            + CalledFunctions.IsNamed("call.name", ListFilter.Parameter(nameof(ConversationQuery.FunctionName))));

    private static readonly IndexedFilter s_call = new(
        $"SELECT call.conversation FROM call INDEXED BY call_known WHERE call.id = {ListFilter.Parameter(nameof(ConversationQuery.FunctionEventId))}");

    private static readonly IndexedFilter s_canceled = new(EndedAs(FunctionOutcome.Canceled));

    // With those where calls run: they are abandoned as soon as the conversation has ended.
    private static readonly IndexedFilter s_abandoned = new($"{EndedAs(FunctionOutcome.Abandoned)} UNION ALL {By("conversation_running", "c.running > 0").Numbers}");

    private static readonly IndexedFilter s_errorType = new(
        "SELECT call.conversation FROM call INDEXED BY call_error_type WHERE call.error_type IS NOT NULL AND "
            + CallFilter.HasErrorType(ListFilter.Parameter(nameof(ConversationQuery.ErrorType))));

    private static readonly IndexedFilter s_duration = Between("a_duration", nameof(ConversationQuery.MinDuration), nameof(ConversationQuery.MaxDuration));
    private static readonly IndexedFilter s_visibleDuration = Between(
        "v_duration", nameof(ConversationQuery.MinDuration), nameof(ConversationQuery.MaxDuration));

    private static readonly IndexedFilter s_latency = Between("slowest", nameof(ConversationQuery.MinLatency), nameof(ConversationQuery.MaxLatency));

    // Where one turn is looked for, others may be slower.
    private static readonly IndexedFilter s_slow = By(
        "conversation_slowest", $"c.slowest >= {ListFilter.Parameter(nameof(ConversationQuery.MinLatency))}", isInOrder: false);

    private static readonly IndexedFilter s_tokens = Between("tokens", nameof(ConversationQuery.MinTokens), nameof(ConversationQuery.MaxTokens));

    private static readonly IndexedFilter s_turns = Between("turns", nameof(ConversationQuery.MinTurns), nameof(ConversationQuery.MaxTurns));
    private static readonly IndexedFilter s_cost = Between("cost", nameof(ConversationQuery.MinCost), nameof(ConversationQuery.MaxCost));

    private static readonly IndexedFilter s_slowCall = By(
        "conversation_slowest_call", $"c.slowest_call >= {ListFilter.Parameter(nameof(ConversationQuery.MinFunctionDuration))}", isInOrder: false);

    // Begun in the window, or going on when it begins.
    private static readonly IndexedFilter s_window = new(
        $"{Between("created", nameof(ConversationQuery.From), nameof(ConversationQuery.To)).Numbers} UNION ALL {ActivitySpan.NumbersAtMoment}");

    /// <summary>Those that a query has, the ones that mostly leave least first.</summary>
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
            (query.AssignedTo is not null, s_assignedTo),
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
            (query.Environment is not (null or ConversationEnvironment.Debug), s_environment), // Debugging is apart already.
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

    private static IndexedFilter OfKinds(ProblemKinds? kinds, bool withPii) => kinds switch
    {
        ProblemKinds.None => s_none,
        ProblemKinds.Model => s_modelCalls,
        ProblemKinds.Turn => s_failedTurns,
        ProblemKinds.Api => withPii ? s_responses : s_visibleResponses,
        ProblemKinds.Entry => withPii ? s_errors : s_visibleErrors,
        ProblemKinds.Loss => withPii ? s_losses : s_visibleLosses,
        _ => withPii ? s_problems : s_visibleProblems,
    };

    // With those where calls run: they have a problem as soon as the conversation has ended.
    private static IndexedFilter Problems(string index, string condition)
        => new($"{By(index, condition).Numbers} UNION ALL {By("conversation_running", "c.running > 0").Numbers} UNION ALL {s_openModelCalls.Numbers}");

    // The two orders in time begin and end at the window themselves.
    private static bool HasWindowApart(ConversationQuery query)
        => query.Sort is not (ConversationSort.Created or ConversationSort.Updated) && (query.From is not null || query.To is not null);

    private static IndexedFilter By(string index, string condition, bool isInOrder = true)
        => new($"SELECT c.no FROM conversation AS c INDEXED BY {index} WHERE c.listed = ?1 AND {condition}",
            isInOrder ? ListSource.Walk(index, condition) : null);

    private static IndexedFilter Scored(string filter) => new(
        "SELECT score.conversation FROM score INDEXED BY score_name WHERE score.removed = 0 AND " + ScoreCondition.Of(filter, ListFilter.Parameter(filter)));

    private static string Is(string column, string filter) => $"c.{column} = {ListFilter.Parameter(filter)}";

    private static IndexedFilter Between(string column, string least, string most)
        => new($"SELECT c.no FROM conversation AS c INDEXED BY conversation_{column} WHERE c.listed = ?1 "
            + $"AND c.{column} >= ifnull({ListFilter.Parameter(least)}, -9223372036854775808) "
            + $"AND c.{column} <= ifnull({ListFilter.Parameter(most)}, 9223372036854775807)");
}
