using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>Adds a team note to the conversation.</summary>
public partial class NoteForm
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private TeamForm? Wrong => Review.InvalidFormOf(TeamFormKind.Note, turn: 0);
}
