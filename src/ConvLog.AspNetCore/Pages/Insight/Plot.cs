namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>A plot of one figure by day.</summary>
/// <param name="Id">Its element ID.</param>
/// <param name="Title">Its title.</param>
/// <param name="InAll">The figure of the whole period, as text.</param>
/// <param name="Kind">The kind of plot.</param>
/// <param name="Shown">Formats a value.</param>
/// <param name="Series">The data series.</param>
internal sealed record Plot(string Id, string Title, string InAll, PlotKind Kind, Func<double, string> Shown, params IReadOnlyList<PlotSeries> Series)
{
    /// <summary>The target of the link of a day.</summary>
    public InsightTarget Target { get; init; }

    /// <summary>Formats the marks of the axis; null for numbers.</summary>
    public Func<double, string>? Mark { get; init; }

    /// <summary>Additional filters for the list of a day's conversations.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filters { get; init; } = [];

    /// <summary>The scale of the axis. Bars have no negative values.</summary>
    public PlotScale Scale { get; }
        = PlotScale.Of(Kind == PlotKind.Lines ? Series.Min(static series => series.Least) : 0, Series.Max(static series => series.Most));

    /// <summary>The sum of the largest values of both directions.</summary>
    public double BothWays { get; } = Series.Sum(static series => series.Most);
}
