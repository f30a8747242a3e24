using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>Adds a label or a score to the conversation or a turn. The buttons that remove one belong to two forms without fields.</summary>
public partial class JudgmentForms
{
    /// <summary>The ID of the form with the buttons that remove labels.</summary>
    internal const string Labels = "labels";

    /// <summary>The ID of the form with the buttons that remove scores.</summary>
    internal const string Scores = "scores";

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private TeamForm? WrongLabel => Review.InvalidForm is { Kind: TeamFormKind.Label } wrong ? wrong : null;

    private TeamForm? WrongScore => Review.InvalidForm is { Kind: TeamFormKind.Score } wrong ? wrong : null;

    private string Action(string part) => Page.Paths.Review(part, Review.Summary.ConversationId, Review.LinkQuery);
}
