using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Hand-offs and hand-backs between turns, at their times.</summary>
public partial class HandoffLine
{
    private IEnumerable<(HandoffView Handoff, int Number)> Handoffs { get; init; } = [];

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(IEnumerable<(HandoffView Handoff, int Number)> handoffs, ConsolePage page)
        => new HandoffLine { Handoffs = handoffs, Page = page }.BuildRenderTree;
}
