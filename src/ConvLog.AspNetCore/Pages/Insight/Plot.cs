namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>One figure by day.</summary>
/// <param name="Id">Its name in the page.</param>
/// <param name="Title">What it is.</param>
/// <param name="InAll">The figure of the whole time, in words.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Shown">How a value is written.</param>
/// <param name="Series">What it shows.</param>
internal sealed record Plot(string Id, string Title, string InAll, PlotKind Kind, Func<double, string> Shown, params IReadOnlyList<PlotSeries> Series)
{
    /// <summary>Where a day leads.</summary>
    public InsightTarget Target { get; init; }

    /// <summary>How the marks of the axis are written; null for numbers.</summary>
    public Func<double, string>? Mark { get; init; }

    /// <summary>What the list of a day's conversations is sorted by.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filters { get; init; } = [];

    /// <summary>Where bars and lines may reach to. Nothing that bars stand for is below 0.</summary>
    public PlotScale Scale { get; }
        = PlotScale.Of(Kind == PlotKind.Lines ? Series.Min(static series => series.Least) : 0, Series.Max(static series => series.Most));

    /// <summary>What the largest values of two ways take together.</summary>
    public double BothWays { get; } = Series.Sum(static series => series.Most);
}
