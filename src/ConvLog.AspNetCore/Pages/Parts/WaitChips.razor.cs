using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Who a turn waits for and since when, or how long it has waited before; and the turn that it could not continue.</summary>
public partial class WaitChips
{
    private TurnView Turn { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(TurnView turn, ConsolePage page)
        => new WaitChips { Turn = turn, Page = page }.BuildRenderTree;
}
