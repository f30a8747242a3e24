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

    private string Narrowed(DateOnly day) => Report.Request.Within(day).Address(Page.Paths.Insight);

    private string Time => Report.Request.Period is { Days: > 1 }
        ? $"{ShownTime.Day(Report.Days[0])} to {ShownTime.Day(Report.Days[^1])} ({Page.Zone.Id}), compared with {Report.Request.PreviousPeriodText}"
        : $"{Report.Request.RangeText} ({Page.Zone.Id}), compared with {Report.Request.PreviousPeriodText}";

    private string ErrorsOf(ErrorMessage message) => Report.Request.ListOf(Page.Paths, ("has_error", "true"), ("q", MessageSearch.Of(message.Content)));
}
