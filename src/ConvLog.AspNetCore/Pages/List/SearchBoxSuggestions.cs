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
        if (filter.Value is { } state)
        {
            return [new($"{filter.Word}:{state}", filter.Help) { Conversations = CountOf(filter.Parameter, filter.Sets!, facets) }];
        }

        var counted = CountsOf(filter.Parameter, facets);
        var values = SearchBoxFilters.ChoicesOf(filter).Concat(counted.Select(static known => known.Value)).Concat(OthersOf(filter.Parameter, agents))
            .Where(static value => value.Length > 0 && !value.Contains('"', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        return values.Select(value => new SearchBoxSuggestion(SearchBoxQuery.FilterOf(filter.Word, value), filter.Help)
        {
            Conversations = CountOf(filter.Parameter, value, facets),
        }).Prepend(new SearchBoxSuggestion($"{filter.Word}:", filter.Example is { } example ? $"{filter.Help}: {example}" : filter.Help));
    }

    private static IEnumerable<string> OthersOf(string parameter, IReadOnlyList<string> agents) => parameter switch
    {
        "agent" => agents,
        "assigned" => AssigneeKeywords.All,
        _ => [],
    };

    private static IReadOnlyList<FacetCount> CountsOf(string parameter, ConversationFacets? facets) => (parameter, facets) switch
    {
        (_, null) => [],
        ("function", { Functions: var known }) => known,
        ("agent", { Agents: var known }) => known,
        ("channel", { Channels: var known }) => known,
        ("variant", { Variants: var known }) => known,
        ("label", { Labels: var known }) => known,
        ("assigned", { Assignees: var known }) => known,
        _ => [],
    };

    // Null if not all conversations were counted. A function is found by the beginning of its name, so its own count could be too low.
    private static long? CountOf(string parameter, string value, ConversationFacets? facets) => (parameter, facets) switch
    {
        (_, null or { IsComplete: false }) or ("function", _) => null,
        ("rating", _) => value is "dislike" ? facets.Disliked : facets.Liked,
        ("problem", _) => facets.Problems.GetValueOrDefault(
            ConversationFilters.ProblemWords.First(known => string.Equals(known.Word, value, StringComparison.Ordinal)).Kind),
        _ => CountsOf(parameter, facets).FirstOrDefault(known => string.Equals(known.Value, value, StringComparison.Ordinal))?.Conversations,
    };
}
