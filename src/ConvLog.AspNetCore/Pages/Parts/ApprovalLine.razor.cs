using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The approval of a function call: the decision, the approver, the rule, the time it took, and the reason.</summary>
public partial class ApprovalLine
{
    private ApprovalView Approval { get; init; } = null!;

    private ConsolePage Page { get; init; } = null!;

    private string Here { get; init; } = "";

    internal static RenderFragment Of(ApprovalView approval, ConsolePage page, string here)
        => new ApprovalLine { Approval = approval, Page = page, Here = here }.BuildRenderTree;

    private static string Title(ApprovalDecision? decision) => decision switch
    {
        ApprovalDecision.Granted => "Granted",
        ApprovalDecision.Declined => "Declined",
        _ => "Requested",
    };
}
