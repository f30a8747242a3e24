using ConvLog.AspNetCore.Api.Groups;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The search box of the list: words, IDs and filters. The filters that are set are chips in it.</summary>
public partial class SearchBox
{
    private IReadOnlyList<SetFilter> Chips { get; init; } = [];

    private ConversationListing Listing { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(IReadOnlyList<SetFilter> chips, ConversationListing listing, ConsolePage page)
        => new SearchBox { Chips = chips, Listing = listing, Page = page }.BuildRenderTree;

    // Only values that the page shows anyway, so that nothing beyond the reader's access is suggested.
    private static IEnumerable<string> KnownOf(string parameter, ConversationListing listing) => (parameter, listing.Facets?.Counts) switch
    {
        ("agent", _) => listing.Agents,
        ("function", { } counts) => Values(counts.Functions),
        ("channel", { } counts) => Values(counts.Channels),
        ("variant", { } counts) => Values(counts.Variants),
        ("label", { } counts) => Values(counts.Labels),
        ("assigned", var counts) => AssigneeKeywords.All.Concat(counts is null ? [] : Values(counts.Assignees)),
        _ => [],
    };

    private static IEnumerable<string> Values(IReadOnlyList<FacetCount> counts)
        => counts.Select(static known => known.Value).Where(static value => value.Length > 0 && !value.Contains('"', StringComparison.Ordinal));
}
