using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The agents of a hand-over.</summary>
public partial class HandoverAgents
{
    private HandoffView Handoff { get; init; } = null!;

    internal static RenderFragment Of(HandoffView handoff)
        => new HandoverAgents { Handoff = handoff }.BuildRenderTree;
}
