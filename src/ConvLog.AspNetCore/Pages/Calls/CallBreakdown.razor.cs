using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The breakdown of calls: outcomes, statuses, error types, agents, and the keys of arguments.</summary>
public partial class CallBreakdown
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal CallReport Report { get; set; } = null!;

    private IReadOnlyList<(string Title, string? Word, long Calls, string Css)> Outcomes =>
    [
        ("Completed", "completed", Report.Completed, "good"), ("Failed", "failed", Report.Figures.Failed, "bad"),
        ("Canceled", "canceled", Report.Figures.Canceled, "accent"),
        .. Report.Figures.Declined > 0 ? [("Declined", "declined", Report.Figures.Declined, "accent")] : Array.Empty<(string, string?, long, string)>(),
        ("Abandoned", "abandoned", Report.Figures.Abandoned, "bad"),
        ("Running", null, Report.Figures.Running, "accent"),
    ];

    private IReadOnlyList<(string Title, string Word, long Calls, string Css)> Approvals =>
    [
        ("Granted", "granted", Report.Details.Approvals.Granted, "good"), ("Declined", "declined", Report.Details.Approvals.Declined, "accent"),
        ("Requested", "requested", Report.Details.Approvals.Requested, "accent"),
    ];

    private DurationStatistics Waited => Report.Details.Approvals.Waited;

    private IReadOnlyList<ArgumentKeyCount> Telling
        => [.. Report.Details.ArgumentKeys.Where(key => (double)key.Problems * Report.Completed > (double)key.Completed * Report.Figures.Problems).Take(10)];
}
