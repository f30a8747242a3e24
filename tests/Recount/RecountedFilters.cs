using ConvLog.Storage;

namespace ConvLog.Tests.Recount;

/// <summary>List filters, each with an independent predicate for its result.</summary>
internal static class RecountedFilters
{
    /// <summary>The compared filters.</summary>
    /// <param name="now">The time of the reads.</param>
    public static IReadOnlyList<(string Query, Func<RecountedConversation, bool> Finds)> All(DateTimeOffset now) =>
    [
        .. Of(),
        .. Counted(),
        .. Logged(),
        .. Judged(),
        .. Timed(now),
    ];

    private static IEnumerable<(string Query, Func<RecountedConversation, bool> Finds)> Of() =>
    [
        ("", static _ => true),
        ("agent=bookings", static one => one.Expected.Agent is "bookings"),
        ("not_agent=bookings", static one => one.Expected.Agent is not "bookings"),
        ("account=globex", static one => one.Expected.Account is "globex"),
        ("project=project-bookings", static one => one.Expected.Project is "project-bookings"),
        ("environment=sandbox", static one => one.Expected.Environment == ConversationEnvironment.Sandbox),
        ("not_environment=sandbox", static one => one.Expected.Environment != ConversationEnvironment.Sandbox),
        ("channel=webchat", static one => one.Expected.Channel is "webchat"),
        ("not_channel=webchat", static one => one.Expected.Channel is not "webchat"),
        ("variant=short-greeting", static one => one.Expected.Variant is "short-greeting"),
        ("language=en", static one => one.Expected.Language is "en"),
        ("has_handoff=true", static one => one.Expected.Handoff is not null),
        ("has_handoff=false", static one => one.Expected.Handoff is null),
        ("handoff_reason=angry", static one => one.Expected.Handoff?.Reason is "angry"),
        ("is_unread=true", static one => !one.Expected.IsRead),
        ("assigned=Ada", static one => one.Expected.AssignedTo is "Ada"),
        ("assigned=none", static one => one.Expected.AssignedTo is null),
        ("assigned=any", static one => one.Expected.AssignedTo is not null),
        ("not_assigned=Ada", static one => one.Expected.AssignedTo is not "Ada"),
        ("agent=bookings&channel=webchat&has_problem=true",
            static one => one is { Expected: { Agent: "bookings", Channel: "webchat" }, HasProblem: true }),
    ];

    private static IEnumerable<(string Query, Func<RecountedConversation, bool> Finds)> Counted() =>
    [
        ("has_problem=true", static one => one.HasProblem),
        ("has_problem=false", static one => !one.HasProblem),
        .. RecountedConversation.ProblemKinds.Select(static kind
            => ($"problem={kind}", (Func<RecountedConversation, bool>)(one => one.Problems(kind) > 0))),
        .. RecountedConversation.ProblemKinds.Select(static kind
            => ($"not_problem={kind}", (Func<RecountedConversation, bool>)(one => one.Problems(kind) == 0))),
        ("problem=turn&problem=api", static one => one.Problems("turn") + one.Problems("api") > 0),
        ("has_error=true", static one => one.Problems("entry") > 0),
        ("has_warning=true", static one => one.Entries.Any(static entry => entry.Level == EntryLevel.Warning)),
        ("has_warning=false", static one => one.Entries.All(static entry => entry.Level != EntryLevel.Warning)),
        ("has_failed_function=true", static one => one.Expected.Calls.Exists(static call => call.Outcome == FunctionOutcome.Failed)),
        ("has_interruption=true", static one => one.Expected.Turns.Exists(static turn => turn.IsInterrupted)),
        ("refused=true", static one => one.Expected.Turns.Exists(static turn => turn.IsRefused)),
        ("outcome=failed", static one => one.Expected.Turns.Exists(static turn => turn.Outcome == TurnOutcome.Failed)),
        ("outcome=canceled", static one => one.Expected.Turns.Exists(static turn => turn.Outcome == TurnOutcome.Canceled)),
        ("outcome=completed", static one => one.Expected.Turns.Exists(static turn => turn.Outcome == TurnOutcome.Completed)),
        ("outcome=abandoned", static one => HasTurn(one, TurnOutcome.Abandoned)),
        ("outcome=waiting", static one => HasTurn(one, TurnOutcome.Waiting)),
        ("cancel_reason=user_left", static one => one.Expected.Turns.Exists(static turn => turn.CancelReason == CancelReason.UserLeft)),
        ("min_turns=3", static one => one.Expected.Turns.Count >= 3),
        ("max_turns=1", static one => one.Expected.Turns.Count <= 1),
        ("min_tokens=2000", static one => one.Tokens >= 2_000),
        ("max_tokens=500", static one => one.Tokens <= 500),
        ("min_cost=0.05", static one => one.Cost >= 0.05m),
        ("max_cost=0.05", static one => one.Cost <= 0.05m),
        ("min_latency_ms=10000", static one => one.Slowest >= TimeSpan.FromSeconds(10)),
        ("max_latency_ms=10000", static one => one.Slowest <= TimeSpan.FromSeconds(10)),
        ("min_duration_ms=120000", static one => one.Duration >= TimeSpan.FromMinutes(2)),
        ("max_duration_ms=120000", static one => one.Duration <= TimeSpan.FromMinutes(2)),
    ];

    private static IEnumerable<(string Query, Func<RecountedConversation, bool> Finds)> Logged() =>
    [
        ("function=SAVE", static one => HasCall(one, static call => call.Name is "save_guest")),
        ("function_name=save_guest", static one => HasCall(one, static call => call.Name is "save_guest")),
        ("not_function_name=save_guest", static one => !HasCall(one, static call => call.Name is "save_guest")),
        ("function_outcome=failed", static one => HasCall(one, static call => call.Outcome == FunctionOutcome.Failed)),
        ("function_outcome=canceled", static one => HasCall(one, static call => call.Outcome == FunctionOutcome.Canceled)),
        ("function_outcome=abandoned", static one => HasCall(one, call => call.OutcomeIn(one.HasEnded) == FunctionOutcome.Abandoned)),
        ("function_name=save_guest&function_outcome=failed",
            static one => HasCall(one, static call => call is { Name: "save_guest", Outcome: FunctionOutcome.Failed })),
        ("function_outcome=declined", static one => HasCall(one, static call => call.Outcome == FunctionOutcome.Declined)),
        ("approval=requested", static one => HasCall(one, static call => call.Approval == ApprovalState.Requested)
            || one.Expected.Turns.Exists(turn => turn.WaitsForApproval && turn.OutcomeIn(one.HasEnded, one.Now) == TurnOutcome.Waiting)),
        ("approval=granted", static one => HasCall(one, static call => call.Approval == ApprovalState.Granted)),
        ("approval=declined&min_approval_wait_ms=4000",
            static one => HasCall(one, static call => call is { Approval: ApprovalState.Declined, ApprovalWait.TotalSeconds: >= 4 })),
        ("min_function_ms=4000", static one => HasCall(one, static call => call.Duration >= TimeSpan.FromSeconds(4))),
        ("error_type=InvalidOperationException", static one => HasCall(one, static call => call.ErrorType is not null)),
        ("api_status=409", static one => one.Expected.Responses.Exists(static response => response is { Status: 409, IsPii: false })),
        ("api_status_class=4", static one => one.Expected.Responses.Exists(static response => response is { Status: >= 400 and < 500, IsPii: false })),
        ("api_status=0", static one => one.Expected.Responses.Exists(static response => response is { Status: 0, IsPii: false })),
        ("api_status=409&function_name=save_guest",
            static one => one.Expected.Responses.Exists(static response => response is { Status: 409, IsPii: false, Call.Name: "save_guest" })),
        ("level=info", static one => one.Entries.Any(static entry => entry.Level == EntryLevel.Info)),
        ("level=warning", static one => one.Entries.Any(static entry => entry.Level == EntryLevel.Warning)),
        ("not_level=error", static one => one.Entries.All(static entry => entry.Level != EntryLevel.Error)),
        ("field=status:409", static one => one.Expected.Entries.Exists(static entry => entry is { IsPii: false, Status: 409 })),
        ("field=status:409.0", static one => one.Expected.Entries.Exists(static entry => entry is { IsPii: false, Status: 409 })),
        ("field=price:1.1", static one => one.Expected.Entries.Exists(static entry => entry is { IsPii: false, Price: 1.1m })),
        ("field=price:2.500", static one => one.Expected.Entries.Exists(static entry => entry is { IsPii: false, Price: 2.5m })),
        ("field=status:409&level=error",
            static one => one.Expected.Entries.Exists(static entry => entry is { IsPii: false, Status: 409, Level: EntryLevel.Error })),
        ("level=error&function_name=ask_supplier",
            static one => one.Entries.Any(static entry => entry is { Level: EntryLevel.Error, Call.Name: "ask_supplier" })),
        ("q=supplier&from=1970-01-01T00:00:00Z", static one
            => one.Expected.Entries.Exists(static entry => entry is { IsPii: false, Content: "Slow supplier" })),
        ("model=small-y", static one => one.Expected.ModelCalls.Exists(static call => call.Model is "small-y")),
        ("provider=openai", static one => one.Expected.ModelCalls.Exists(static call => call.Provider is not null)),
        ("model=small-y&provider=openai", static one => one.Expected.ModelCalls.Exists(static call => call is { Model: "small-y", Provider: not null })),
    ];

    private static IEnumerable<(string Query, Func<RecountedConversation, bool> Finds)> Judged() =>
    [
        ("is_rated=true", static one => one.Expected.Ratings.Count > 0),
        ("is_rated=false", static one => one.Expected.Ratings.Count == 0),
        ("rating=dislike", static one => one.Expected.Ratings.Exists(static rating => rating.Rating == FeedbackRating.Dislike)),
        ("rating=like&rating_source=team",
            static one => one.Expected.Ratings.Exists(static rating => rating is { Rating: FeedbackRating.Like, Source: FeedbackSource.Team })),
        ("is_rated=true&rating_source=team", static one => one.Expected.Ratings.Exists(static rating => rating.Source == FeedbackSource.Team)),
        ("has_comment=true", static one => one.Expected.Ratings.Exists(static rating => rating.HasComment)),
        ("reason=too%20long", static one => one.Expected.Ratings.Exists(static rating => rating.Reasons.Contains("too long", StringComparer.Ordinal))),
        ("is_annotated=true", static one => one.Expected.IsAnnotated),
        ("label=vip", static one => one.Expected.Labels.Exists(static label => label.Label is "vip")),
        ("not_label=vip", static one => !one.Expected.Labels.Exists(static label => label.Label is "vip")),
        ("score=csat:ge:4", static one => one.Expected.Scores.Exists(static score => score is { Name: "csat", Number: >= 4 })),
        ("score=resolved:eq:true", static one => one.Expected.Scores.Exists(static score => score is { Name: "resolved", YesNo: true })),
        ("score=voice:eq:curt", static one => one.Expected.Scores.Exists(static score => score is { Name: "voice", Category: "curt" })),
        ("score=rating:eq:true", static one => one.Expected.Ratings.Exists(static rating => rating.Rating == FeedbackRating.Like)),
        ("metric=retries:gt:1", static one => one.Expected.Scores.Exists(static score => score is { Name: "retries", Number: > 1 })),
    ];

    private static IEnumerable<(string Query, Func<RecountedConversation, bool> Finds)> Timed(DateTimeOffset now)
    {
        var (from, to) = (Whole(now.AddDays(-6)), Whole(now.AddDays(-2)));
        string Text(DateTimeOffset time) => Uri.EscapeDataString(RecountedConversation.Time(time));
        return
        [
            ($"from={Text(from)}", one => one.LastActivity >= from),
            ($"to={Text(to)}", one => one.Expected.StartedAt < to),
            ($"started_from={Text(from)}&to={Text(to)}", one => one.Expected.StartedAt >= from && one.Expected.StartedAt < to),
            ($"turn_from={Text(from)}&turn_to={Text(to)}", one => one.Expected.Turns.Exists(turn => turn.StartedAt >= from && turn.StartedAt < to)),
            ($"turn_from={Text(from)}&turn_to={Text(to)}&outcome=failed",
                one => one.Expected.Turns.Exists(turn => turn.StartedAt >= from && turn.StartedAt < to && turn.HasFailed)),
            ($"turn_from={Text(from)}&turn_to={Text(to)}&min_latency_ms=9000",
                one => one.Expected.Turns.Exists(turn => turn.StartedAt >= from && turn.StartedAt < to && turn.ResponseTime >= TimeSpan.FromSeconds(9))),
            ($"call_from={Text(from)}&call_to={Text(to)}&function_name=find_tables",
                one => HasCall(one, call => call.StartedAt >= from && call.StartedAt < to && call.Name is "find_tables")),
        ];
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static bool HasTurn(RecountedConversation one, TurnOutcome outcome)
        => one.Expected.Turns.Exists(turn => turn.OutcomeIn(one.HasEnded, one.Now) == outcome);

    private static bool HasCall(RecountedConversation one, Predicate<ExpectedCall> matches) => one.Expected.Calls.Exists(matches);
}
