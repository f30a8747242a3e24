using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The ratings of a turn: an overview of the problem, and a link to the review page.</summary>
public partial class RatedCase
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal IFeedbackListing Listing { get; set; } = null!;

    /// <summary>The ratings of one turn, at least one.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<RatedTurn> Ratings { get; set; } = [];

    private RatedTurn Rated => Ratings[0];

    private string Id => $"r-{Rated.Turn.Id}";

    private static string Who(RatedTurn rated) => rated.Feedback.Source == FeedbackSource.User ? "User" : "Team";

    private string Turn
        => Page.Paths.Conversation(Rated.Conversation.ConversationId, Listing.Request.ListOf("is_rated")) + Anchor.Href(Anchor.Turn(Rated.Turn.Ordinal));

    private IEnumerable<FunctionEventView> Failed => Rated.Turn.FunctionEvents.Where(static call => call.Outcome == FunctionOutcome.Failed);

    private AnnotationView? Improved => Rated.Turn.Annotations.MaxBy(static annotation => annotation.CreatedAt);
}
