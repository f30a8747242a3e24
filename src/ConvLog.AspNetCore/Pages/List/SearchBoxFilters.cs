using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// The filters that can be typed into the search box, each listed once: this table is used for parsing, suggestions and help. The meaning of a filter is
/// defined by its parameter, see <see cref="ConversationFilters"/>.
/// </summary>
internal static class SearchBoxFilters
{
    private const string True = "true", False = "false";

    public static IReadOnlyList<SearchBoxFilter> All { get; } =
    [
        new("function", "function", "Function, by the beginning of its name"),
        new("status", "api_status", "HTTP status of an API response"),
        new("error", "error_type", "Exception that a function failed with"),
        new("outcome", "function_outcome", "How a function call ended"),
        State("failed", "has_problem", "Something went wrong", True, False),
        State("unread", "is_unread", "Not marked as read", True, False),
        State("read", "is_unread", "Marked as read", False, True),
        State("disliked", "rating", "Thumbs down", "dislike"),
        State("liked", "rating", "Thumbs up", "like"),
        State("rated", "is_rated", "Rated by anyone", True, False),
        State("improved", "is_annotated", "Has an improved answer", True, False),
        State("interrupted", "has_interruption", "The user interrupted an answer", True, False),
        State("refused", "refused", "The model refused to answer", True, False),
        State("unverified", "observed", "A function call whose result is not verified", False, True),
        State("canceled", "outcome", "A turn was canceled", "canceled"),
        State("handoff", "has_handoff", "Handed off", True, False),
        State("assigned", "assigned", "Assigned to a colleague", AssigneeKeywords.Any, AssigneeKeywords.None),
        new("canceled", "cancel_reason", "Why a turn was canceled"),
        new("problem", "problem", "Kind of problem"),
        new("agent", "agent", "Agent"),
        new("channel", "channel", "Channel"),
        new("environment", "environment", "Environment"),
        new("variant", "variant", "Variant of the agent"),
        new("language", "language", "Language"),
        new("model", "model", "Model of a model call"),
        new("provider", "provider", "Provider of a model call"),
        new("label", "label", "Label"),
        new("score", "score", "Score, such as csat:ge:4"),
        new("reason", "reason", "Reason of a rating"),
        new("assigned", "assigned", "Colleague to whom it is assigned, me, none or any"),
        new("level", "level", "Level of a log entry"),
        new("field", "field", "Field of a log entry, such as status:409"),
        new("user", "user", "User, by the pseudonym"),
        new("call", "function_event", "ID of a function call"),
    ];

    /// <summary>The row of a word and a value; null if there is none.</summary>
    public static SearchBoxFilter? Find(string word, string value)
        => All.FirstOrDefault(known => string.Equals(known.Word, word, StringComparison.OrdinalIgnoreCase)
            && (known.Value is null || string.Equals(known.Value, value, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The suggestions of the box: each word, and its known values, with a description.</summary>
    /// <param name="known">The values of a parameter that the page knows, besides its fixed choices.</param>
    public static IEnumerable<(string Text, string Help)> Suggestions(Func<string, IEnumerable<string>> known)
    {
        foreach (var word in All)
        {
            if (word.Value is { } state)
            {
                yield return ($"{word.Word}:{state}", word.Help);
                continue;
            }

            yield return ($"{word.Word}:", word.Help);
            var choices = ParameterOf(word)?.Field?.Choices.Select(static choice => choice.Word) ?? [];
            foreach (string value in choices.Concat(known(word.Parameter)).Distinct(StringComparer.Ordinal))
            {
                yield return (SearchBoxQuery.FilterOf(word.Word, value), word.Help);
            }
        }
    }

    /// <summary>The parameter that a word sets.</summary>
    public static ApiParameter? ParameterOf(SearchBoxFilter word)
        => ConversationFilters.All.FirstOrDefault(filter => string.Equals(filter.Name, word.Parameter, StringComparison.Ordinal));

    private static SearchBoxFilter State(string state, string parameter, string help, string sets, string? negated = null)
        => new("is", parameter, help, state, sets, negated);
}
