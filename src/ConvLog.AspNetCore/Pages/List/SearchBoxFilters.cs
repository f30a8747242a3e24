using ConvLog.AspNetCore.Api.Groups;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The filters that can be typed into the search box, each listed once: this table is used for parsing, suggestions and the guide. The meaning of a filter is
/// defined by its parameter, see <see cref="ConversationFilters"/>.
/// </summary>
internal static class SearchBoxFilters
{
    private const string True = "true", False = "false";

    /// <summary>The filters in groups.</summary>
    public static IReadOnlyList<SearchBoxGroup> Groups { get; } =
    [
        new("Time",
        [
            Range("started", "2026-11-20, yesterday, >2026-11-20T17:00", "When the conversation started", RangeUnit.Time, "started_from", "to"),
            Range("active", ">=today", "Still active at or after a time", RangeUnit.Time, "from", most: null),
            Range("turn_started", "2026-11-20..2026-11-22", "When a turn started", RangeUnit.Time, "turn_from", "turn_to"),
            Range("call_started", "2026-11-20..2026-11-22", "When a function call started", RangeUnit.Time, "call_from", "call_to"),
        ]),
        new("What happened",
        [
            State("problem", "has_problem", "Something went wrong", True, False),
            new("problem", "problem", "Kind of problem"),
            new("function", "function", "Function, by the beginning of its name") { Example = "save_guest" },
            new("outcome", "function_outcome", "How a function call ended"),
            Statuses("4xx"), Statuses("5xx"), Statuses("3xx"), Statuses("2xx"), Statuses("1xx"),
            new("status", "api_status", "HTTP status of an API response") { Example = "409" },
            new("error", "error_type", "Exception that a function failed with") { Example = "TimeoutException" },
            new("call", "function_event", "ID of a function call"),
            State("unverified", "observed", "A function call whose result is not verified", False, True),
            new("approval", "approval", "State of an approval of a function call"),
            new("turn", "outcome", "How a turn ended"),
            State("canceled", "outcome", "A turn was canceled", "canceled"),
            new("canceled", "cancel_reason", "Why a turn was canceled"),
            State("interrupted", "has_interruption", "The user interrupted an answer", True, False),
            State("refused", "refused", "The model refused to answer", True, False),
            State("handoff", "has_handoff", "Handed off", True, False),
            new("handoff", "handoff_reason", "Reason of a handoff") { Example = "\"asked for a person\"" },
            new("level", "level", "Level of a log entry"),
            State("error", "has_error", "Has an error entry", True, False),
            State("warning", "has_warning", "Has a warning entry", True, False),
            new("field", "field", "Field of a log entry") { Example = "status:409" },
            new("model", "model", "Model of a model call"),
            new("provider", "provider", "Provider of a model call"),
            State("failed", "has_problem", "The same as is:problem", True, False),
        ]),
        new("Who",
        [
            new("agent", "agent", "Agent"),
            new("user", "user", "User, by the pseudonym") { Example = "user-3f2a…" },
            new("assigned", "assigned", "Colleague to whom it is assigned, me, none or any"),
            State("assigned", "assigned", "Assigned to a colleague", AssigneeKeywords.Any, AssigneeKeywords.None),
            new("channel", "channel", "Channel"),
            new("variant", "variant", "Variant of the agent"),
            new("language", "language", "Language") { Example = "en-GB" },
            new("environment", "environment", "Environment"),
            new("direction", "direction", "Who began the conversation"),
            new("account", "account", "Account"),
            new("project", "project", "Project"),
        ]),
        new("Numbers",
        [
            Range("turns", ">=4, 2..5", "Number of turns", RangeUnit.Count, "min_turns", "max_turns"),
            Range("duration", ">30, >2m", "Duration, in seconds unless there is a unit", RangeUnit.Duration, "min_duration_ms", "max_duration_ms"),
            Range("response", ">3, >800ms", "Longest response time", RangeUnit.Duration, "min_latency_ms", "max_latency_ms"),
            Range("took", ">1", "Duration of a function call", RangeUnit.Duration, "min_function_ms", most: null),
            Range("approval_wait", ">2m", "Time until the decision about an approval", RangeUnit.Duration, "min_approval_wait_ms", most: null),
            Range("cost", ">0.01", "Cost of all turns", RangeUnit.Cost, "min_cost", "max_cost"),
            Range("tokens", ">10000", "Tokens of all turns", RangeUnit.Count, "min_tokens", "max_tokens"),
            new("metric", "metric", "Metric and its value") { Example = "retries:gt:2" },
        ]),
        new("Judgement",
        [
            State("disliked", "rating", "Thumbs down", "dislike"),
            State("liked", "rating", "Thumbs up", "like"),
            State("rated", "is_rated", "Rated by anyone", True, False),
            new("rated_by", "rating_source", "Whose ratings the other filters of ratings are about"),
            new("reason", "reason", "Reason of a rating") { Example = "\"wrong answer\"" },
            State("commented", "has_comment", "A rating has a comment", True, False),
            new("score", "score", "Score and its value") { Example = "csat:ge:4" },
            new("label", "label", "Label"),
            State("improved", "is_annotated", "Has an improved answer", True, False),
            State("unread", "is_unread", "Not marked as read", True, False),
            State("read", "is_unread", "Marked as read", False, True),
        ]),
    ];

    /// <summary>All filters, in order.</summary>
    public static IReadOnlyList<SearchBoxFilter> All { get; } = [.. Groups.SelectMany(static group => group.Filters)];

    /// <summary>The row of a word and a value; null if there is none.</summary>
    public static SearchBoxFilter? Find(string word, string value)
        => All.FirstOrDefault(known => string.Equals(known.Word, word, StringComparison.OrdinalIgnoreCase)
            && (known.Value is null || string.Equals(known.Value, value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The words that the parameter of a filter accepts; none if it accepts any.</summary>
    public static IEnumerable<string> ChoicesOf(SearchBoxFilter filter)
        => ConversationFilters.All.First(known => string.Equals(known.Name, filter.Parameter, StringComparison.Ordinal)).Labels
            .Select(static label => label.Word);

    private static SearchBoxFilter Statuses(string value) => new("status", "api_status_class", $"Any HTTP status {value}", value, value[..1]);

    private static SearchBoxFilter Range(string word, string example, string help, RangeUnit unit, string least, string? most)
        => new(word, least, help) { Example = example, Range = new SearchBoxRange(least, most, unit) };

    private static SearchBoxFilter State(string state, string parameter, string help, string sets, string? negated = null)
        => new("is", parameter, help, state, sets, negated);
}
