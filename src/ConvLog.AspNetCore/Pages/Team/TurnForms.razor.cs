using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>Team feedback on a turn: a rating with one click, a comment, an improved answer.</summary>
public partial class TurnForms
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    /// <summary>The turn.</summary>
    [Parameter]
    [EditorRequired]
    public TurnView Turn { get; set; } = null!;

    private string Id => $"c-{Anchor.Turn(Turn.Ordinal)}";

    private FeedbackView? Rated => Turn.Feedback.FirstOrDefault(static feedback => feedback.Source == FeedbackSource.Team);

    private TeamForm? Wrong => Review.InvalidFormOf(TeamFormKind.Rating, Turn.Ordinal);

    private bool IsGiven(string reason) => (Wrong?.Reasons ?? Rated!.Reasons).Contains(reason, StringComparer.Ordinal);
}
