using ConvLog.AspNetCore.Api.Groups;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.List;

/// <summary>
/// What the search box suggests: each filter, and the values of those whose values are few or known. Only values that the page shows anyway are known, so that
/// nothing beyond the reader's access is suggested.
/// </summary>
internal static class SearchBoxSuggestions
{
    /// <summary>The suggestions of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="facets">The counts of the list; null if there are none.</param>
    /// <param name="agents">The agents.</param>
    public static IEnumerable<SearchBoxSuggestion> Of(SearchBoxGroup group, ConversationFacets? facets, IReadOnlyList<string> agents)
        => group.Filters.SelectMany(filter => Of(filter, facets, agents));

    private static IEnumerable<SearchBoxSuggestion> Of(SearchBoxFilter filter, ConversationFacets? facets, IReadOnlyList<string> agents)
    {
        var counts = CountsOf(filter.Parameter, facets);
        if (filter.Value is { } state)
        {
            return [Suggested($"{filter.Word}:{state}", filter.Sets!) with { Help = filter.Help }];
        }

        var values = SearchBoxFilters.ChoicesOf(filter).Concat(counts.Keys).Concat(OthersOf(filter.Parameter, agents))
            .Where(static value => value.Length > 0 && !value.Contains('"', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        return values.Select(value => Suggested(SearchBoxQuery.FilterOf(filter.Word, value), value))
            .Prepend(new SearchBoxSuggestion($"{filter.Word}:", filter.Example is { } example ? $"{filter.Help}: {example}" : filter.Help));

        // Without a number if not all conversations were counted. A function is found by the beginning of its name, so its own could be too low.
        SearchBoxSuggestion Suggested(string text, string value) => new(text, Help: null)
        {
            Conversations = facets is { IsComplete: true } && filter.Parameter is not "function" && counts.TryGetValue(value, out long count) ? count : null,
        };
    }

    private static IEnumerable<string> OthersOf(string parameter, IReadOnlyList<string> agents) => parameter switch
    {
        "agent" => agents,
        "assigned" => AssigneeKeywords.All,
        _ => [],
    };

    // The values of the list's conversations, the most frequent first.
    private static OrderedDictionary<string, long> CountsOf(string parameter, ConversationFacets? facets) => (parameter, facets) switch
    {
        (_, null) => [],
        ("function", { Functions: var known }) => Of(known),
        ("agent", { Agents: var known }) => Of(known),
        ("channel", { Channels: var known }) => Of(known),
        ("variant", { Variants: var known }) => Of(known),
        ("label", { Labels: var known }) => Of(known),
        ("assigned", { Assignees: var known }) => Of(known),
        ("rating", _) => new(StringComparer.Ordinal) { ["like"] = facets.Liked, ["dislike"] = facets.Disliked },
        ("problem", _) => new(
            ConversationFilters.ProblemWords.Select(known => KeyValuePair.Create(known.Word, facets.Problems.GetValueOrDefault(known.Kind))),
            StringComparer.Ordinal),
        _ => [],
    };

    private static OrderedDictionary<string, long> Of(IReadOnlyList<FacetCount> counts)
        => new(counts.Select(static known => KeyValuePair.Create(known.Value, known.Conversations)), StringComparer.Ordinal);
}
