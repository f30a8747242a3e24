using ConvLog.AspNetCore.Pages.List;
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
}
