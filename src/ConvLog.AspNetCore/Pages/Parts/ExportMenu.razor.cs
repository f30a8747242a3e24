using ConvLog.AspNetCore.Pages.List;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The files of a list of conversations.</summary>
public partial class ExportMenu
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private ConversationQuery Query => Listing.Request.Query;
}
