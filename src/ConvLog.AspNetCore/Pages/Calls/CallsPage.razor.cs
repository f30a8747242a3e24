using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>Functions, API endpoints or models with their calls.</summary>
public partial class CallsPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal CallsReport Report { get; set; } = null!;

    private CallTargetKind Kind => Report.Request.Kind;

    private string Hint => Kind switch
    {
        CallTargetKind.Function => "A function call is counted where it starts.",
        CallTargetKind.Endpoint => "An API response is counted where it is logged, with the method and the URL without its query.",
        _ => "Model calls are counted where they start. Turns that have only a usage are not model calls; Insight has their cost and tokens.",
    };

    private static string Time(CallTargetStatistics target, TimeSpan time) => target.Figures.Duration.Count == 0 ? CallLabels.None : ShownDuration.Exact(time);

    private string? ProblemsAddress(CallTargetStatistics target) => CallParts.Calls(
        Page.Paths, Report.Request with { Name = target.Name, Provider = target.Provider }, (ListedCallsRequest.Outcome, ListedCallsRequest.Problems));

    private string To(int page) => Report.Request.ListAddress(Page.Paths, Kind, Report.Request.Order, page);
}
