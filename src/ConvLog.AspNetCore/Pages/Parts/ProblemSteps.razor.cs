using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Links from a problem to the previous and the next one.</summary>
public partial class ProblemSteps
{
    private string Here { get; init; } = "";

    private ReviewedConversation Review { get; init; } = null!;

    internal static RenderFragment Of(string here, ReviewedConversation review)
        => new ProblemSteps { Here = here, Review = review }.BuildRenderTree;
}
