using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>Switches between ratings and improved answers, and filters them: a form whose fields are in the address.</summary>
public partial class FeedbackFilters
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal IFeedbackListing Listing { get; set; } = null!;

    /// <summary>Whether the list is of ratings.</summary>
    [Parameter]
    [EditorRequired]
    public bool HasRatings { get; set; }

    private bool Is(string name, string value) => string.Equals(Listing.Address[name], value, StringComparison.Ordinal);
}
