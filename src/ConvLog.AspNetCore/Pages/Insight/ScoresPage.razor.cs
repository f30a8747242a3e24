using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The page of scores over time.</summary>
public partial class ScoresPage
{
    private const int MostShown = 100;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ScoresReport Report { get; set; } = null!;

    private InsightRequest Request => Report.Request.Insight;

    private IReadOnlyList<ScoreStatistics> Scores => Report.Statistics.Scores;

    private string AddressOf(InsightRequest request)
        => request.Address(
            Page.Paths.InsightScores, ("score", Report.Request.Score), ("variant", Report.Request.Variant), ("compared", Report.Request.Compared));

    private string Time
        => Request.Period is { Days: > 1 }
            ? $"from {ShownTime.Day(Report.Days[0])} to {ShownTime.Day(Report.Days[^1])} ({Page.Zone.Id})"
            : $"{Request.RangeText} ({Page.Zone.Id})";

    private static string Order(int rows) => rows < MostShown ? "Most scores first" : $"Most scores first, {MostShown} at most";

    private static string Name(string name) => string.IsNullOrWhiteSpace(name) ? "no name" : Printable.Line(name, 60);
}
