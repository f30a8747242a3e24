using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>A figure in one line that opens to its plots.</summary>
public partial class FigureRow
{
    private const double Height = 1_000;

    private InsightFigure Figure { get; init; } = null!;

    private RenderFragment Content { get; init; } = null!;

    internal static RenderFragment Of(InsightFigure figure, RenderFragment content) => new FigureRow { Figure = figure, Content = content }.BuildRenderTree;

    // Bars of the days; null without values.
    private IReadOnlyList<long>? Trend
    {
        get
        {
            double most = Figure.Trend.Max() ?? 0;
            return most > 0 && double.IsFinite(most) ? [.. Figure.Trend.Select(value => (long)(Height * Math.Max(0, value ?? 0) / most))] : null;
        }
    }
}
