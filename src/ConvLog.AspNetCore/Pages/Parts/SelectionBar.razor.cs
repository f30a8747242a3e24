using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The actions for selected rows. Shown while rows are selected; the script counts them.</summary>
public partial class SelectionBar
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private string Query => Listing.Address.FullQuery;
}
