using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>An improved answer that the team wrote for a turn.</summary>
public partial class ImprovedAnswer
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    /// <summary>The turn.</summary>
    [Parameter]
    [EditorRequired]
    public TurnView Turn { get; set; } = null!;

    /// <summary>The answer.</summary>
    [Parameter]
    [EditorRequired]
    public AnnotationView Annotation { get; set; } = null!;
}
