using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The number of items on this page, and links to other pages.</summary>
public partial class FeedbackPager
{
    [CascadingParameter]
    internal IFeedbackListing Listing { get; set; } = null!;

    /// <summary>The noun for one item.</summary>
    [Parameter]
    [EditorRequired]
    public string One { get; set; } = "";

    /// <summary>The noun for several items.</summary>
    [Parameter]
    [EditorRequired]
    public string Many { get; set; } = "";
}
