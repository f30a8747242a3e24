using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The page of saved views.</summary>
public partial class ViewsPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ViewListing Listing { get; set; } = null!;
}
