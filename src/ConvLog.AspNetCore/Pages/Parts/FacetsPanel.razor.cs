using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The facets next to the list: links that set or remove a filter, each with the number of conversations. On narrow screens a button opens
/// them.</summary>
public partial class FacetsPanel
{
    // Further values are folded.
    private const int Shown = 8;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;
}
