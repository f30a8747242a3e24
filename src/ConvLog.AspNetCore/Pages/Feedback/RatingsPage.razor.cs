using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The page of rated turns.</summary>
public partial class RatingsPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal FeedbackListing<RatedTurn> Listing { get; set; } = null!;

    // Ratings of one turn by the user and the team are shown together.
    private IEnumerable<IReadOnlyList<RatedTurn>> Turns
        => Listing.Found.GroupBy(static rated => (rated.Conversation.ConversationId, rated.Turn.Ordinal)).Select(static turn => turn.ToList());
}
