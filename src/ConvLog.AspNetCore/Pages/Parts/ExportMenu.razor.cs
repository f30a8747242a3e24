using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Views;
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

    // For the name of the file, as long as the list is that of the view.
    private string OfView => Listing.Views.Of(Listing.Address) is { } view && !ViewSet.IsChanged(view, Listing.Address)
        ? $"&{ListAddress.View}={view.Id}" : "";
}
