using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The suggestions of a search box, which the script shows during typing.</summary>
public partial class SearchSuggestions
{
    private ConversationFacets? Facets { get; init; }

    private IReadOnlyList<string> Agents { get; init; } = [];

    private string? Readings { get; init; }

    private IReadOnlyList<string> Omitted { get; init; } = [];

    // Shown as it is; the script then reads it from there, which makes the page lighter.
    private static bool IsPlain(string text)
        => text.Length <= 80 && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '_' or '-' or '.');

    private SearchBoxGroup Offered(SearchBoxGroup group)
        => group with { Filters = [.. group.Filters.Where(filter => !Omitted.Contains(filter.Parameter, StringComparer.Ordinal))] };

    /// <summary>The suggestions of the list.</summary>
    /// <param name="facets">The known values; null for none.</param>
    /// <param name="agents">The agents.</param>
    /// <param name="readings">The address that reads what is typed as filters, with their counts.</param>
    internal static RenderFragment OfList(ConversationFacets? facets, IReadOnlyList<string> agents, string readings)
        => new SearchSuggestions { Facets = facets, Agents = agents, Readings = readings }.BuildRenderTree;

    /// <summary>The suggestions of a list of calls.</summary>
    /// <param name="facets">The known values.</param>
    /// <param name="agents">The agents.</param>
    internal static RenderFragment OfCalls(ConversationFacets facets, IReadOnlyList<string> agents)
        => new SearchSuggestions { Facets = facets, Agents = agents, Omitted = CallFilters.OfTarget }.BuildRenderTree;
}
