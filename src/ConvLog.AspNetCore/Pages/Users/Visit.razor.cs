using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>One conversation of a journey.</summary>
public partial class Visit
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal UserConversations Journey { get; set; } = null!;

    // The review page links to the next conversation of the journey.
    private string List => $"user={Uri.EscapeDataString(Journey.Pseudonym)}{(Journey.IsOldestFirst ? "&order=asc" : "")}";

    /// <summary>The conversation.</summary>
    [Parameter]
    [EditorRequired]
    public ConversationSummaryView Conversation { get; set; } = null!;

    private int Failed => Conversation.FunctionOutcomes.Count(static outcome => outcome == FunctionOutcome.Failed);

    // Problems are marked by shape as well as by text.
    private string Css => Conversation.Problems.Total > 0 ? "visit bad" : "visit";
}
