using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The position in the list, and links to other pages. The browser's back button returns to the previous page.</summary>
public partial class Pager
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private int Count => Listing.Page.Conversations.Count;

    private string Here => Listing.Total is { } total
        ? $"{ShownNumber.Count(Count)} of {ShownNumber.Count(total, "conversation", "conversations")}"
        : $"{ShownNumber.Count(Count, "conversation", "conversations")} on this page";

    private string Total => Listing.Total is { } total
        ? ShownNumber.Count(total, "conversation", "conversations")
        : $"more than {ShownNumber.Count(Listing.Last, "conversation", "conversations")}";
}
