using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Hand-overs between agents, in their turn.</summary>
public partial class HandoverLines
{
    // Agents that hand over in a circle do so up to 1,000 times.
    private const int MostShown = 10;

    private IReadOnlyList<HandoffView> Agents { get; init; } = [];

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(IReadOnlyList<HandoffView> agents, ConsolePage page)
        => new HandoverLines { Agents = agents, Page = page }.BuildRenderTree;
}
