using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The calls of a function, API endpoint or model, a row each.</summary>
public partial class ListedCallsPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ListedCallsReport Report { get; set; } = null!;

    private CallsRequest Request => Report.Request.Calls;

    private string Name => Request.Name!;

    private IReadOnlyList<ListedCall> Calls => Report.Page.Calls;

    private bool HasStatus => Request.Kind != CallTargetKind.Model;

    private static bool IsProblem(ListedCall call) => call.Outcome is FunctionOutcome.Failed or FunctionOutcome.Abandoned;

    private string Share(TimeSpan duration) => ShownNumber.SvgPercent(Report.Longest > TimeSpan.Zero ? duration / Report.Longest : 0);
}
