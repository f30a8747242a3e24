using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The reason of a hand-off.</summary>
public partial class HandoffReason
{
    private HandoffView Handoff { get; init; } = null!;

    internal static RenderFragment Of(HandoffView handoff)
        => new HandoffReason { Handoff = handoff }.BuildRenderTree;
}
