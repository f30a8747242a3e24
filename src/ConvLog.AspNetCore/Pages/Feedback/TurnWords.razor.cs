using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The messages of a turn.</summary>
public partial class TurnWords
{
    private TurnView Turn { get; init; } = null!;

    private ConsolePage Shown { get; init; } = null!;

    private string Anchor { get; init; } = "";

    internal static RenderFragment Of(TurnView turn, ConsolePage shown, string anchor)
        => new TurnWords { Turn = turn, Shown = shown, Anchor = anchor }.BuildRenderTree;
}
