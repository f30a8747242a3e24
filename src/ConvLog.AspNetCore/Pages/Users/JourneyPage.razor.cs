using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The page of the conversations of a user.</summary>
public partial class JourneyPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal UserConversations Journey { get; set; } = null!;

    // Totals cover the listed conversations: the whole journey, or this page of it.
    private string Here => Journey.IsComplete ? "" : " (this page)";
}
