using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The outcome of a call.</summary>
public partial class OutcomeChip
{
    private FunctionOutcome? Outcome { get; init; }

    private CancelReason? Reason { get; init; }

    internal static RenderFragment Of(FunctionOutcome? outcome, CancelReason? reason)
        => new OutcomeChip { Outcome = outcome, Reason = reason }.BuildRenderTree;
}
