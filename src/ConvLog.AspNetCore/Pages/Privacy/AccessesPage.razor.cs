using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page of the access log.</summary>
public partial class AccessesPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal AccessListing Listing { get; set; } = null!;

    private string? Field(DateTimeOffset? time) => time is { } given ? ShownTime.Field(given, Page.Zone) : null;
}
