using ConvLog.AspNetCore.Pages.Insight;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The values of all plots by day. Its days narrow the page, as dragging over a plot does.</summary>
public partial class DayTable
{
    private IReadOnlyList<Plot> Plots { get; init; } = [];

    private IReadOnlyList<DateOnly> Days { get; init; } = [];

    private Func<DateOnly, string> Narrowed { get; init; } = null!;

    internal static RenderFragment Of(IReadOnlyList<Plot> plots, IReadOnlyList<DateOnly> days, Func<DateOnly, string> narrowed)
        => new DayTable { Plots = plots, Days = days, Narrowed = narrowed }.BuildRenderTree;

    private IEnumerable<string> Columns => Plots.SelectMany(static plot => plot.Series.Select(
        series => plot.Series.Count == 1 ? plot.Title : $"{plot.Title}: {series.Name}"));
}
