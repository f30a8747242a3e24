using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The reason for which a function or model call was canceled, in neutral style: it is not a problem. The exception's type is shown, too.</summary>
public partial class CanceledLine
{
    private CancelReason? Reason { get; init; }

    private string? Type { get; init; }

    internal static RenderFragment Of(CancelReason? reason, string? type)
        => new CanceledLine { Reason = reason, Type = type }.BuildRenderTree;
}
