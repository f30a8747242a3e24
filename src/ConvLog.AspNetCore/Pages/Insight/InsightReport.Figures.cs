namespace ConvLog.AspNetCore.Pages.Insight;

/// <content>The figures with their plots: those that changed, and the others.</content>
internal sealed partial record InsightReport
{
    private const int MostChanged = 4;

    // From 10 % on a plot is worth its place.
    private static readonly double s_leastChange = Math.Log(1.1);

    /// <summary>The figures whose plots are shown because they changed, the most changed first.</summary>
    public IReadOnlyList<InsightFigure> ChangedFigures(IReadOnlyList<InsightFigure> figures)
        => [.. figures.Where(static figure => figure.Size >= s_leastChange && figure.Plots.Count > 0).OrderByDescending(static figure => figure.Size)
            .Take(MostChanged)];

    /// <summary>All figures, the most changed first.</summary>
    public IReadOnlyList<InsightFigure> Figures(ConsolePaths paths)
    {
        var plots = Plots.ToList();
        var figures = new List<InsightFigure>();
        foreach (var kpi in Kpis(paths))
        {
            var own = plots.Where(plot => kpi.Plots is { } id && plot.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
            plots.RemoveAll(own.Contains);
            figures.Add(FigureOf(kpi.Name, kpi, own));
        }

        figures.AddRange(plots.Select(plot => FigureOf(plot.Title, kpi: null, [plot])));
        return [.. figures.OrderByDescending(static figure => figure.Size)];
    }

    private InsightFigure FigureOf(string name, Kpi? kpi, IReadOnlyList<Plot> plots)
    {
        var plot = plots.Count == 1 ? plots[0] : null;
        var figure = plot?.Figure;
        double? now = figure?.Invoke(Total);
        double? before = AreCompared ? figure?.Invoke(Before) : null;
        return new InsightFigure(
            name,
            kpi?.Value ?? (now is { } value ? plot!.Shown(value) : plot!.Total),
            before is { } earlier ? plot!.Shown(earlier) : null,
            before is null ? kpi?.Change ?? default : Change.Of(now, before, plot!.IsMoreBetter),
            now > 0 && before > 0 ? Math.Abs(Math.Log(now.Value / before.Value)) : 0,
            kpi,
            [.. figure is null ? [] : Statistics.Days.Select(day => figure(day.Statistics))],
            plots);
    }

    // Shares and averages of a few turns say nothing.
    private bool AreCompared => Total.Messages >= CallChange.Fewest && Before.Messages >= CallChange.Fewest;
}
