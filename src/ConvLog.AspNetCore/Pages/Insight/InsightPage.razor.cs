using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The page of statistics.</summary>
public partial class InsightPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal InsightReport Report { get; set; } = null!;

    private IReadOnlyList<InsightFinding> Findings { get; set; } = [];

    private IReadOnlyList<InsightFigure> Figures { get; set; } = [];

    private IReadOnlyList<InsightFigure> Changed { get; set; } = [];

    private string Changes => ShownNumber.Count(Report.Changes.Worse.Count, "got worse", "got worse")
        + (Report.Changes.Better.Count > 0 ? $", {ShownNumber.Count(Report.Changes.Better.Count)} better" : "");

    private string Nothing => Report.Changes.HasBefore
        ? "No function or error changed more than chance explains." : "Nothing was recorded in the time before, so there is nothing to compare with.";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Findings = new InsightFindings(Report, Page.Paths).All;
        Figures = Report.Figures(Page.Paths);
        Changed = Report.ChangedFigures(Figures);
    }

    private string Narrowed(DateOnly day) => Report.Request.Within(day).Address(Page.Paths.Insight);

    private string Time => Report.Request.Period is { Days: > 1 }
        ? $"{ShownTime.Day(Report.Days[0])} to {ShownTime.Day(Report.Days[^1])} ({Page.Zone.Id}), compared with {Report.Request.PreviousPeriodText}"
        : $"{Report.Request.RangeText} ({Page.Zone.Id}), compared with {Report.Request.PreviousPeriodText}";

    private string ErrorsOf(ErrorMessage message) => Report.Request.ListOf(Page.Paths, ("has_error", "true"), ("q", MessageSearch.Of(message.Content)));
}
