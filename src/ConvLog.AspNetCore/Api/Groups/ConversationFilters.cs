using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>All filters of lists of conversations, and their order. Personal filters are never in an address: see <see cref="PersonalFilters"/>.</summary>
internal static partial class ConversationFilters
{
    public static readonly TextValue Agent = new("agent", "Only this agent.", Longest: 1_024) { Label = "Agent" };

    public static readonly ChoiceValue<ConversationEnvironment> Environment = new(
        "environment",
        "Only this environment; default all except debug.",
        [
            ("live", ConversationEnvironment.Live), ("pre-release", ConversationEnvironment.PreRelease),
            ("sandbox", ConversationEnvironment.Sandbox), ("debug", ConversationEnvironment.Debug),
        ])
    {
        Label = "Environment",
        Labels = [("live", "Live"), ("pre-release", "Pre-release"), ("sandbox", "Sandbox"), ("debug", "Debug")],
    };

    public static readonly TextValue Channel = new("channel", "Only this channel, such as webchat.", Longest: 1_024)
    {
        Label = "Channel",
    };

    public static readonly TextValue Variant = new("variant", "Only this variant of the agent.", Longest: 1_024)
    {
        Label = "Variant",
    };

    public static readonly IReadOnlyList<(string Word, ProblemKinds Kind)> ProblemWords =
    [
        ("turn", ProblemKinds.Turn), ("function", ProblemKinds.Function), ("model", ProblemKinds.Model), ("api", ProblemKinds.Api),
        ("entry", ProblemKinds.Entry), ("loss", ProblemKinds.Loss),
    ];

    public static readonly TimeRange Time = TimeRange.Of(
        "Only with activity at or after this time. With q, the default is 7 days ago.",
        "Only started before this time.");

    public static readonly TimeValue StartedFrom = new(
        "started_from", "Only started at or after this time; with to, the conversations that started in a period.")
        { Example = "2026-11-01T00:00:00Z", Label = "Started since" };

    public static readonly TimeRange Turns = TimeRange.OfPart(
        "turn",
        "Turn",
        "Only with a turn that started at or after this time; with turn_to, one turn meets both.",
        "Only with a turn that started before this time.");

    private static readonly TimeRange s_calls = TimeRange.OfPart(
        "call",
        "Function call",
        "Only with a function call that started at or after this time. Holds for one call with the other filters of a call, see function_outcome.",
        "Only with a function call that started before this time. Holds for one call with the other filters of a call, see function_outcome.");

    private const string Problem = "problem";
    private const long LongestMilliseconds = 1_000_000_000_000;
    private const decimal MostCost = 1_000_000_000;
    private const long MostTokens = 9_007_199_254_740_991;

    /// <summary>The prefix of the names of negated filters.</summary>
    public const string Not = "not_";

    // Each filter once, in the order of the OpenAPI document: its parameter, its field in the console, and its effect on the query. Stores use QueryFilters.
    private static readonly Filter[] s_filters =
    [
        OrNot(Agent, static (query, value) => query with { AgentId = value }),
        OrNot(new TextValue("account", "Only this account.", Longest: 1_024) { Label = "Account" }, static (query, value) => query with { AccountId = value }),
        OrNot(new TextValue("project", "Only this project.", Longest: 1_024) { Label = "Project" }, static (query, value) => query with { ProjectId = value }),
        OrNot(Environment, static (query, value) => query with { Environment = value }),
        OrNot(Channel, static (query, value) => query with { Channel = value }),
        OrNot(Variant, static (query, value) => query with { VariantId = value }),
        OrNot(
            new TextValue("language", "Only this language, as the host gave it: en does not find en-GB.", Longest: 1_024)
            {
                Label = "Language",
            },
            static (query, value) => query with { Language = value }),
        OrNot(
            new ChoiceValue<ConversationDirection>(
                "direction", "Only inbound or only outbound.", [("inbound", ConversationDirection.Inbound), ("outbound", ConversationDirection.Outbound)])
            {
                Label = "Direction",
                Labels = [("inbound", "Inbound"), ("outbound", "Outbound")],
            },
            static (query, value) => query with { Direction = value }),
        Of(
            new FlagValue("has_handoff", "Whether it was handed off.") { Label = "Handoff", Labels = [("true", "Handed off"), ("false", "Not handed off")] },
            static (query, value) => query with { HasHandoff = value }),
        OrNot(
            new TextValue("handoff_reason", "Only handed off for this reason.", Longest: 1_024) { Label = "Handoff reason" },
            static (query, value) => query with { HandoffReason = value }),
        new([Time.From, Time.To], static (query, call) => Time.Read(call) is var (from, to) ? query with { From = from, To = to } : query),
        new([StartedFrom], static (query, call) => StartedFrom.Read(call) is var started && started >= Time.To.Read(call)
            ? throw ApiProblemException.Invalid(Time.To.Name, $"{Time.To.Name} must be later than {StartedFrom.Name}: the time between them is empty.")
            : query with { StartedFrom = started }),
        new([Turns.From, Turns.To], static (query, call) => Turns.Read(call) is var (from, to) ? query with { TurnFrom = from, TurnTo = to } : query),
        OrNot(
            new ChoiceValue<TurnOutcome>(
                "outcome",
                "Only with a turn that ended so; with turn_from, turn_to, cancel_reason, model or provider, one turn meets all.",
                [
                    ("completed", TurnOutcome.Completed), ("failed", TurnOutcome.Failed), ("canceled", TurnOutcome.Canceled),
                    ("abandoned", TurnOutcome.Abandoned), ("waiting", TurnOutcome.Waiting),
                ])
            {
                Label = "Turn outcome",
                Labels = [("canceled", "Canceled"), ("failed", "Failed"), ("abandoned", "Abandoned"), ("waiting", "Waiting"),
                    ("completed", "Completed")],
            },
            static (query, value) => query with { TurnOutcome = value }),
        OrNot(
            new ChoiceValue<CancelReason>(
                "cancel_reason",
                "Only with a turn that was canceled for this reason; with turn_from, turn_to, model or provider, one turn meets all.",
                [
                    ("user_interrupted", CancelReason.UserInterrupted), ("user_left", CancelReason.UserLeft), ("superseded", CancelReason.Superseded),
                    ("host_stopped", CancelReason.HostStopped), ("unspecified", CancelReason.Unspecified),
                ])
            {
                Label = "Canceled as",
                Labels = [("user_interrupted", "The user interrupted"), ("user_left", "The user left"), ("superseded", "Superseded"),
                    ("host_stopped", "The host stopped"), ("unspecified", "Not told")],
            },
            static (query, value) => query with { CancelReason = value }),
        .. Models,
        Of(
            new TextValue("user",
                "Only conversations of the user with this pseudonym, alone or with other users. To filter by ID or phone number, use POST /lookup.",
                Longest: 1_024)
            {
                Label = "User (pseudonym)",
            },
            static (query, value) => query with { UserPseudonym = value }),
        Of(
            new FlagValue(
                "has_problem",
                "Whether there is a problem: a failed turn, a failed or abandoned function or model call, an unexpected API response (none, or status 400 "
                    + "or higher), an error entry, or entries that were dropped or truncated.")
            {
                Label = "Problems",
            },
            static (query, value) => query with { HasProblem = value }),
        OrNot(
            new ChoiceValues<ProblemKinds>(
                Problem,
                "Only with a problem of one of these kinds, see has_problem. Can be repeated.",
                ProblemWords,
                static (kinds, kind) => kinds | kind)
            {
                Label = "Problem",
                Labels = [("function", "Function call"), ("model", "Model call"), ("turn", "Turn"), ("api", "API response"),
                    ("entry", "Error entry"), ("loss", "Lost entries")],
            },
            static (query, value) => query with { Problems = value }),
        Of(
            new FlagValue("has_error", "Whether there is an error entry.") { Label = "Error entries", Labels = [("true", "Any"), ("false", "None")] },
            static (query, value) => query with { HasError = value }),
        Of(
            new FlagValue("has_warning", "Whether there is a warning entry.") { Label = "Warning entries" },
            static (query, value) => query with { HasWarning = value }),
        Of(
            new FlagValue("has_failed_function", "Whether a function failed.") { Label = "Failed functions" },
            static (query, value) => query with { HasFailedFunction = value }),
        Of(
            new FlagValue("has_interruption", "Whether the user talked over an answer.")
            {
                Label = "Interrupted",
                Labels = [("true", "Any answer"), ("false", "No answer")],
            },
            static (query, value) => query with { HasInterruption = value }),
        Of(
            new FlagValue("refused", "Whether the model refused to answer: a turn's finish_reason is refusal or content_filter.")
            {
                Label = "Refused",
                Labels = [("true", "Any answer"), ("false", "No answer")],
            },
            static (query, value) => query with { HasRefusal = value }),
        .. Calls,
        OrNot(
            new ChoiceValue<EntryLevel>(
                "level", "Only with an entry of this level.", [("info", EntryLevel.Info), ("warning", EntryLevel.Warning), ("error", EntryLevel.Error)])
            {
                Label = "Log level",
                Labels = [("error", "Error"), ("warning", "Warning"), ("info", "Info")],
            },
            static (query, value) => query with { Level = value }),
        Of(
            new SearchTextValue("q", "Only with a message or entry that contains these words; see GET /search. Without from, the last 7 days are searched.")
            {
                Example = "refund",
            },
            static (query, value) => query with { Text = value }),
        Of(
            new FieldValue("field", "Only with an entry that has this field, as key:value, a number however it is written; with level, one entry has both. Personal fields never match.")
            {
                Example = "status:409",
                Label = "Log field",
            },
            static (query, value) => query with { Field = value }),
        Between(
            new IntegerValue("min_duration_ms", "The minimum duration, in milliseconds; up to the last activity while it is open.", 0, LongestMilliseconds)
            {
                Label = "Duration ≥",
            },
            new IntegerValue("max_duration_ms", "The maximum duration, in milliseconds.", 0, LongestMilliseconds) { Label = "Duration ≤" },
            static (query, min, max) => query with { MinDuration = Milliseconds(min), MaxDuration = Milliseconds(max) }),
        Between(
            new IntegerValue(
                "min_latency_ms",
                "The minimum of the longest response time, in milliseconds; with turn_from, turn_to, model or provider, of the response time of that turn.",
                0,
                LongestMilliseconds)
            {
                Label = "Response time ≥",
            },
            new IntegerValue(
                "max_latency_ms",
                "The maximum of the longest response time, in milliseconds; with turn_from, turn_to, model or provider, of the response time of that turn.",
                0,
                LongestMilliseconds)
            {
                Label = "Response time ≤",
            },
            static (query, min, max) => query with { MinLatency = Milliseconds(min), MaxLatency = Milliseconds(max) }),
        Between(
            new IntegerValue("min_turns", "The minimum number of turns.", 0, int.MaxValue) { Label = "Turns ≥" },
            new IntegerValue("max_turns", "The maximum number of turns.", 0, int.MaxValue) { Label = "Turns ≤" },
            static (query, min, max) => query with { MinTurns = min, MaxTurns = max }),
        Between(
            new DecimalValue(
                "min_cost",
                "The minimum cost of all turns, in the currency in which the conversation costs most: costs in different currencies are not added.",
                0,
                MostCost)
            {
                Label = "Cost ≥",
            },
            new DecimalValue("max_cost", "The maximum cost of all turns; see min_cost.", 0, MostCost) { Label = "Cost ≤" },
            static (query, min, max) => query with { MinCost = min, MaxCost = max }),
        Between(
            new IntegerValue("min_tokens", "The minimum number of tokens in all turns.", 0, MostTokens) { Label = "Tokens ≥" },
            new IntegerValue("max_tokens", "The maximum number of tokens in all turns.", 0, MostTokens) { Label = "Tokens ≤" },
            static (query, min, max) => query with { MinTokens = min, MaxTokens = max }),
        Of(
            new FlagValue("is_rated", "Whether a turn is rated.") { Label = "Rated", Labels = [("true", "Rated"), ("false", "Not rated")] },
            static (query, value) => query with { IsRated = value }),
        Of(
            new ChoiceValue<FeedbackRating>(
                "rating", "Only with a turn that has this rating.", [("like", FeedbackRating.Like), ("dislike", FeedbackRating.Dislike)])
            {
                Label = "Rating",
            },
            static (query, value) => query with { Rating = value }),
        Of(
            new ChoiceValue<FeedbackSource>(
                "rating_source",
                "Whose ratings is_rated, rating and has_comment apply to; default both.",
                [("user", FeedbackSource.User), ("team", FeedbackSource.Team)])
            {
                Label = "Rated by",
                Labels = [("user", "Users"), ("team", "Team")],
            },
            static (query, value) => query with { RatingSource = value }),
        Of(
            new FlagValue("has_comment", "Whether a rating has a comment.")
            {
                Label = "Comment",
                Labels = [("true", "With comment"), ("false", "Without comment")],
            },
            static (query, value) => query with { HasComment = value }),
        Of(
            new FlagValue("is_annotated", "Whether the team wrote an improved answer.")
            {
                Label = "Improved answer",
                Labels = [("true", "Yes"), ("false", "No")],
            },
            static (query, value) => query with { IsAnnotated = value }),
        Of(new FlagValue("is_unread", "Whether the conversation is unread.") { Label = "Unread" }, static (query, value) => query with { IsUnread = value }),
        .. Scored(),
    ];

    // Those that can be negated, see ConversationQuery.Not.
    private static readonly Filter[] s_negated = [.. s_filters.Select(static filter => filter.Negated).OfType<Filter>()];

    /// <summary>The parameters of all filters, without the order.</summary>
    public static IReadOnlyList<ApiParameter> Filters { get; } = [.. s_filters.Concat(s_negated).SelectMany(static filter => filter.Parameters)];

    public static IReadOnlyList<ApiParameter> All { get; } = [.. Filters, SortParameters.Sort, SortParameters.Order];
}
