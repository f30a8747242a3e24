using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The page of a conversation.</summary>
public partial class ReviewPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private string Permalink => Page.Paths.Conversation(Review.Summary.ConversationId);

    private string ReadTitle => Review.Neighbours.Next is null ? "Mark as read" : "Mark as read, next";

    private string Title => Review.Summary.Title.IsEmpty ? Review.Summary.ConversationId : Review.Summary.Title.Text;
}
