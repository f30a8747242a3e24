using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>All functions and error messages that got worse and better.</summary>
public partial class InsightChanged
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal InsightReport Report { get; set; } = null!;

    private string Nothing => Report.Changes switch
    {
        { HasBefore: false } => "Nothing was recorded in the time before, so there is nothing to compare with.",
        { IsComplete: false } => "Nothing of what was compared got worse.",
        _ => "Nothing got worse.",
    };

    private string Times => Report.Request switch
    {
        { IsRange: true } range => $"{range.RangeText}, compared with {range.PreviousPeriodText}.",
        { Days: 1 } => "Today, compared with the same time on the previous day.",
        var request => $"The last {ShownNumber.Plain(request.Days)} days, compared with the {ShownNumber.Plain(request.Days)} days before.",
    };

    private string Rules
        => $"Shares and percentiles are compared from {ShownNumber.Count(CallChange.Fewest)} calls on in both"
            + (Report.Changes.NotCompared > 0 ? $"; {ShownNumber.Count(Report.Changes.NotCompared, "function has", "functions have")} fewer" : "")
            + ". Differences that chance explains are left out."
            + (Report.Changes.IsComplete ? "" : " There are too many calls or errors to compare them all.");

    private string? AddressOf(ChangedFigure change) => change.Kind == ChangeKind.Message
        ? Report.Request.ListOf(Page.Paths, ("has_error", "true"), ("q", MessageSearch.Of(change.Name)))
        : Report.Request.FunctionAddress(Page.Paths, change.Name);

    private static string FigureOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Problems => "Calls with problems",
        ChangeKind.Message => "Errors logged",
        _ => "Duration, p95",
    };
}
