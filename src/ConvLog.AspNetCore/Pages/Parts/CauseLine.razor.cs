using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The first problem, in one sentence.</summary>
public partial class CauseLine
{
    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private static string Verb(FunctionOutcome? outcome) => outcome switch
    {
        FunctionOutcome.Completed => "completed",
        FunctionOutcome.Failed => "failed",
        FunctionOutcome.Canceled => "was canceled",
        FunctionOutcome.Declined => "was declined",
        FunctionOutcome.Abandoned => "was abandoned",
        _ => "is running",
    };
}
