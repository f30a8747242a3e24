using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>All filters of lists of conversations, and their order. What is personal stands in no address: see <see cref="PersonalFilters"/>.</summary>
internal static class ConversationFilters
{
    public static readonly TextValue Agent = new("agent", "Only this agent.", Longest: 1_024);

    public static readonly ChoiceValue<ConversationEnvironment> Environment = new(
        "environment",
        "Only this environment; default all except debug.",
        [
            ("live", ConversationEnvironment.Live), ("pre-release", ConversationEnvironment.PreRelease),
            ("sandbox", ConversationEnvironment.Sandbox), ("debug", ConversationEnvironment.Debug),
        ])
    {
        Field = new("Environment", ("live", "Live"), ("pre-release", "Pre-release"), ("sandbox", "Sandbox"), ("debug", "Debug")),
    };

    public static readonly TextValue Channel = new("channel", "Only this channel, such as webchat.", Longest: 1_024)
    {
        Field = new("Channel") { Placeholder = "webchat" },
    };

    /// <summary>The kinds of problems, by the words of the parameter.</summary>
    public static readonly IReadOnlyList<(string Word, ProblemKinds Kind)> ProblemWords =
    [
        ("turn", ProblemKinds.Turn), ("function", ProblemKinds.Function), ("model", ProblemKinds.Model), ("api", ProblemKinds.Api),
        ("entry", ProblemKinds.Entry), ("loss", ProblemKinds.Loss),
    ];

    public static readonly TimeRange Time = TimeRange.Of(
        "Only with activity at or after this time. With q, the default is 7 days ago.",
        "Only started before this time.",
        new("Active since"),
        new("Started before"));

    public static readonly TimeRange Turns = TimeRange.OfPart(
        "turn",
        "Turn",
        "Only with a turn that started at or after this time; with turn_to, one turn meets both.",
        "Only with a turn that started before this time.");

    private static readonly TimeRange s_calls = TimeRange.OfPart(
        "call",
        "Function call",
        "Only with a function call that started at or after this time. Holds for one call with the other filters of a call, see outcome.",
        "Only with a function call that started before this time. Holds for one call with the other filters of a call, see outcome.");

    private const string Problem = "problem";
    private const long LongestMilliseconds = 1_000_000_000_000;
    private const long MostTokens = 9_007_199_254_740_991;

    // Each filter once, in the order of the document: its parameter, with its field in the console, and what it sets. In stores it is a row of QueryFilters.
    private static readonly Filter[] s_filters =
    [
        Of(Agent, static (query, value) => query with { AgentId = value }),
        Of(new TextValue("account", "Only this account.", Longest: 1_024) { Label = "Account" }, static (query, value) => query with { AccountId = value }),
        Of(new TextValue("project", "Only this project.", Longest: 1_024) { Label = "Project" }, static (query, value) => query with { ProjectId = value }),
        Of(Environment, static (query, value) => query with { Environment = value }),
        Of(Channel, static (query, value) => query with { Channel = value }),
        new([Time.From, Time.To], static (query, call) => Time.Read(call) is var (from, to) ? query with { From = from, To = to } : query),
        new([Turns.From, Turns.To], static (query, call) => Turns.Read(call) is var (from, to) ? query with { TurnFrom = from, TurnTo = to } : query),
        Of(
            new TextValue("user", "Only the user with this pseudonym. To filter by ID or phone number, use POST /lookup.", Longest: 1_024)
            {
                Field = new("User (pseudonym)") { Placeholder = "user-3f2a…" },
            },
            static (query, value) => query with { UserPseudonym = value }),
        Of(
            new FlagValue(
                "has_problem",
                "Whether there is a problem: a failed turn, a failed, canceled or abandoned function call, an unexpected API response (none, or status 400 or "
                    + "higher), an error entry, or entries that were dropped or truncated.")
            {
                Label = "Problems",
            },
            static (query, value) => query with { HasProblem = value }),
        Of(
            new ChoiceValues<ProblemKinds>(
                Problem,
                "Only with a problem of one of these kinds, see has_problem. model matches nothing yet. Can be repeated.",
                ProblemWords,
                static (kinds, kind) => kinds | kind)
            {
                Field = new("Problem", ("function", "Function call"), ("turn", "Turn"), ("api", "API response"), ("entry", "Error entry"),
                    ("loss", "Lost entries")),
            },
            static (query, value) => query with { Problems = value }),
        Of(
            new FlagValue("has_error", "Whether there is an error entry.") { Field = new("Error entries", ("true", "Any"), ("false", "None")) },
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
                Field = new("Interrupted", ("true", "Any answer"), ("false", "No answer")),
            },
            static (query, value) => query with { HasInterruption = value }),
        Of(
            new TextValue(
                "function",
                "Only with a call of a function whose name begins so, ignoring case. With level or field, the entry is in such a call.",
                Longest: 1_024)
            {
                Field = new("Function") { Placeholder = "save_guest" },
            },
            static (query, value) => query with { FunctionName = value }),
        Of(
            new TextValue(
                "function_name",
                "Only with a call of the function of exactly this name. Holds for one call with the other filters of a call, see outcome.",
                Longest: 1_024)
            {
                Example = "save_guest",
                Label = "Function",
            },
            static (query, value) => query with { ExactFunctionName = value }),
        new([s_calls.From, s_calls.To], static (query, call) => s_calls.Read(call) is var (from, to) ? query with { CallFrom = from, CallTo = to } : query),
        Of(
            new TextValue("function_event", "Only the conversation with the function call of this ID.", Longest: 1_024) { Label = "Function call" },
            static (query, value) => query with { FunctionEventId = value }),
        Of(
            new ChoiceValue<FunctionOutcome>(
                "outcome",
                "Only with a function call that ended so. With function, function_name, call_from, call_to, error_type, level or field, all of them "
                    + "hold for one call.",
                [
                    ("completed", FunctionOutcome.Completed), ("failed", FunctionOutcome.Failed), ("canceled", FunctionOutcome.Canceled),
                    ("abandoned", FunctionOutcome.Abandoned),
                ])
            {
                Field = new("Function outcome", ("failed", "Failed"), ("canceled", "Canceled"), ("abandoned", "Abandoned"), ("completed", "Completed")),
            },
            static (query, value) => query with { Outcome = value }),
        Of(
            new TextValue("error_type", "Only with a function call that failed with this exception, with or without its namespace.", Longest: 1_024)
            {
                Field = new("Function error") { Placeholder = "TimeoutException" },
                Example = "System.TimeoutException",
            },
            static (query, value) => query with { ErrorType = value }),
        Of(
            new ChoiceValue<EntryLevel>(
                "level", "Only with an entry of this level.", [("info", EntryLevel.Info), ("warning", EntryLevel.Warning), ("error", EntryLevel.Error)])
            {
                Field = new("Log level", ("error", "Error"), ("warning", "Warning"), ("info", "Info")),
            },
            static (query, value) => query with { Level = value }),
        Of(
            new SearchTextValue("q", "Only with a message or entry that contains these words; see GET /search. Without from, the last 7 days are searched.")
            {
                Example = "refund",
            },
            static (query, value) => query with { Text = value }),
        Of(
            new FieldValue("field", "Only with an entry that has this field, as key:value; with level, one entry has both. Personal fields never match.")
            {
                Example = "status:409",
                Field = new("Log field") { Placeholder = "status:409" },
            },
            static (query, value) => query with { Field = value }),
        Between(
            new("min_duration_ms", "The minimum duration, in milliseconds; up to the last activity while it is open.", 0, LongestMilliseconds)
            {
                Field = new("Duration ≥ (ms)"),
            },
            new("max_duration_ms", "The maximum duration, in milliseconds.", 0, LongestMilliseconds) { Field = new("Duration ≤ (ms)") },
            static (query, min, max) => query with { MinDuration = Milliseconds(min), MaxDuration = Milliseconds(max) }),
        Between(
            new(
                "min_latency_ms",
                "The minimum of the longest response time, in milliseconds; with turn_from or turn_to, of the response time of that turn.",
                0,
                LongestMilliseconds)
            {
                Field = new("Response time ≥ (ms)"),
            },
            new(
                "max_latency_ms",
                "The maximum of the longest response time, in milliseconds; with turn_from or turn_to, of the response time of that turn.",
                0,
                LongestMilliseconds)
            {
                Label = "Response time ≤ (ms)",
            },
            static (query, min, max) => query with { MinLatency = Milliseconds(min), MaxLatency = Milliseconds(max) }),
        Between(
            new("min_tokens", "The minimum number of tokens in all turns.", 0, MostTokens) { Field = new("Tokens ≥") },
            new("max_tokens", "The maximum number of tokens in all turns.", 0, MostTokens) { Label = "Tokens ≤" },
            static (query, min, max) => query with { MinTokens = min, MaxTokens = max }),
        Of(
            new FlagValue("is_rated", "Whether a turn is rated.") { Field = new("Rated", ("true", "Rated"), ("false", "Not rated")) },
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
                Field = new("Rated by", ("user", "Users"), ("team", "Team")),
            },
            static (query, value) => query with { RatingSource = value }),
        Of(
            new FlagValue("has_comment", "Whether a rating has a comment.")
            {
                Field = new("Comment", ("true", "With comment"), ("false", "Without comment")),
            },
            static (query, value) => query with { HasComment = value }),
        Of(
            new FlagValue("is_annotated", "Whether the team wrote an improved answer.")
            {
                Field = new("Improved answer", ("true", "Yes"), ("false", "No")),
            },
            static (query, value) => query with { IsAnnotated = value }),
        Of(
            new FlagValue("is_unread", "Whether the conversation is unread.") { Label = "Unread" },
            static (query, value) => query with { IsUnread = value }),
    ];

    private static readonly ChoiceValue<ConversationSort> s_sort = new(
        "sort",
        "The sort key; default created.",
        [
            ("created", ConversationSort.Created), ("updated", ConversationSort.Updated), ("duration", ConversationSort.Duration),
            ("tokens", ConversationSort.Tokens), ("errors", ConversationSort.Errors),
        ]);

    private static readonly ChoiceValue<bool> s_order = new("order", "desc (the default) or asc.", [("desc", false), ("asc", true)]);

    public static IReadOnlyList<ApiParameter> All { get; } = [.. s_filters.SelectMany(static filter => filter.Parameters), s_sort, s_order];

    /// <summary>Of which agent, where and when: what lists of something in conversations take of them.</summary>
    public static IReadOnlyList<ApiParameter> OfWhom { get; } = [Agent, Environment, Channel, Time.From, Time.To];

    /// <summary>Whether a filter may be given more than once.</summary>
    public static bool IsRepeatable(string name) => string.Equals(name, Problem, StringComparison.Ordinal);

    public static ConversationQuery Read(ApiCall call)
        => s_filters.Aggregate(new ConversationQuery(), (query, filter) => filter.Set(query, call)) with
        {
            Sort = s_sort.Read(call) ?? ConversationSort.Created,
            Ascending = s_order.Read(call) ?? false,
        };

    /// <summary>What <see cref="OfWhom"/> says.</summary>
    public static ConversationQuery ReadOfWhom(ApiCall call)
    {
        var (from, to) = Time.Read(call);
        return new ConversationQuery { AgentId = Agent.Read(call), Environment = Environment.Read(call), Channel = Channel.Read(call), From = from, To = to };
    }

    private static Filter Of<T>(QueryValue<T> parameter, Func<ConversationQuery, T, ConversationQuery> set)
        => new([parameter], (query, call) => set(query, parameter.Read(call)));

    private static Filter Between(IntegerValue min, IntegerValue max, Func<ConversationQuery, long?, long?, ConversationQuery> set)
        => new([min, max], (query, call) =>
        {
            var (least, most) = (min.Read(call), max.Read(call));
            return least > most
                ? throw ApiProblemException.Invalid(max.Name, $"{max.Name} must be at least {min.Name}: the range between them is empty.")
                : set(query, least, most);
        });

    private static TimeSpan? Milliseconds(long? count) => count is { } known ? TimeSpan.FromMilliseconds(known) : null;

    private sealed record Filter(IReadOnlyList<ApiParameter> Parameters, Func<ConversationQuery, ApiCall, ConversationQuery> Set);
}
