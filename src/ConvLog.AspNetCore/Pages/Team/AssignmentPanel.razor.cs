using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>The assignee of the conversation, with the forms that change it.</summary>
public partial class AssignmentPanel
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private ConversationSummaryView Summary => Review.Summary;

    private TeamForm? Wrong => Review.InvalidFormOf(TeamFormKind.Assignment, turn: 0);

    private string? Me => Page.Visitor.Reader?.Name;

    // Colleagues who are involved in this conversation come first.
    private IEnumerable<string> Known => ((string?[])[
            Me, Summary.AssignedTo, Summary.AssignedBy, Summary.ReadBy,
            .. Review.View.Notes.Select(static note => note.Author),
            .. Review.View.Labels.Select(static label => label.Author),
            .. Review.View.Turns.SelectMany(static turn => turn.Annotations).Select(static annotation => annotation.Author),
            .. Review.View.Scores.Where(static score => score.Source == ScoreSource.Team).Select(static score => score.Scorer),
            .. Review.SuggestedAssignees,
        ]).OfType<string>().Where(static name => name.Length is > 0 and <= TeamForm.LongestName).Distinct(StringComparer.Ordinal);
}
