using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Review;
using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>One conversation in the list.</summary>
public partial class ConversationRow
{
    private const int MostLabels = 2;
    private const int MostReasons = 1;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ConversationListing Listing { get; set; } = null!;

    private (SearchHit Latest, int Count)? Hit => Listing.Hits.TryGetValue(Conversation.ConversationId, out var hit) ? hit : null;

    private string? Answer => Listing.Answers.GetValueOrDefault(Conversation.ConversationId);

    private string Labels => string.Join(", ", Conversation.Labels.Select(static label => Printable.Line(label, 80)));

    private string Assignment
        => $"Assigned to {Printable.Line(Conversation.AssignedTo!, 80)}"
            + (Conversation.AssignedBy is { } by ? $" by {Printable.Line(by, 80)}" : "")
            + $", {ShownTime.Full(Conversation.AssignedAt!.Value, Page.Zone)}";

    private ListColumns Columns => Listing.Request.Columns;

    private string Kept => Listing.Address.LinkQueryAt(Listing.QueuePositionOf(Index));

    private string Target => Hit is { } hit
        ? Page.Paths.Conversation(Conversation.ConversationId, SearchTarget.Query(Kept, hit.Latest)) + SearchTarget.Fragment(hit.Latest)
        : Page.Paths.Conversation(Conversation.ConversationId, Kept);

    private string Name => Conversation.Title.IsEmpty ? Printable.Line(Conversation.ConversationId, 32) : Printable.Line(Conversation.Title.Text, 32);

    private bool IsJudged => Listing.HasSeveralAgents || Conversation.AssignedTo is not null || Conversation.Labels.Count > 0
        || Conversation.UserLikes + Conversation.UserDislikes + Conversation.TeamLikes + Conversation.TeamDislikes > 0;

    private string? Css => Conversation.IsAnnotated ? "annotated" : null;

    /// <summary>The conversation.</summary>
    [Parameter]
    [EditorRequired]
    public ConversationSummaryView Conversation { get; set; } = null!;

    /// <summary>The index of the conversation on the page, from 0.</summary>
    [Parameter]
    [EditorRequired]
    public int Index { get; set; }
}
