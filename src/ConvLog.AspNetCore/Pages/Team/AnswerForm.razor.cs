using ConvLog.AspNetCore.Review;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>Adds an improved answer to a turn, or edits an existing one.</summary>
public partial class AnswerForm
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    /// <summary>The turn.</summary>
    [Parameter]
    [EditorRequired]
    public TurnView Turn { get; set; } = null!;

    /// <summary>The answer to edit; null to add one.</summary>
    [Parameter]
    public AnnotationView? Annotation { get; set; }

    private string Id => Annotation is null ? $"a-{Anchor.Turn(Turn.Ordinal)}" : $"a-{Annotation.Id:N}";

    private TeamForm? Wrong => Review.InvalidFormOf(TeamFormKind.Answer, Turn.Ordinal, Annotation?.Id);
}
