using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>
/// The calls by variant, or by the property by which the plot is split, as a table. A fragment rather than a component, since parameters of components are
/// public.
/// </summary>
public partial class CallSlices
{
    private ConsolePage Page { get; init; } = null!;

    private CallReport Report { get; init; } = null!;

    private CallSplit Split => Report.Request.Split is { } split && split.IsKnown(Report.Details) ? split : CallSplit.All[0];

    internal static RenderFragment Of(ConsolePage page, CallReport report) => new CallSlices { Page = page, Report = report }.BuildRenderTree;

    // No filter finds conversations without a value.
    private string? Filtered(CallSlice slice)
        => string.IsNullOrEmpty(slice.Value) ? null : RequestWith(slice.Value).DetailAddress(Page.Paths);

    private string? Calls(CallSlice slice, string? outcome = null)
        => string.IsNullOrEmpty(slice.Value)
            ? null : CallParts.Calls(Page.Paths, Report.Request, (Split.Parameter, slice.Value), (ListedCallsRequest.Outcome, outcome));

    private CallsRequest RequestWith(string value)
    {
        var (request, query) = (Report.Request, Report.Request.Insight.Query);
        return Split.Dimension switch
        {
            CallDimension.Variant => request with { Variant = value },
            CallDimension.Channel => request with { Insight = request.Insight with { Query = query with { Channel = value } } },
            _ => request with { Insight = request.Insight with { Query = query with { AgentId = value } } },
        };
    }

    private static string Time(CallSlice slice, TimeSpan time) => slice.Figures.Duration.Count == 0 ? CallLabels.None : ShownDuration.Exact(time);
}
