using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The explanation of a hand-over.</summary>
public partial class HandoffExplanation
{
    private HandoffView Handoff { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(HandoffView handoff, ConsolePage page)
        => new HandoffExplanation { Handoff = handoff, Page = page }.BuildRenderTree;
}
