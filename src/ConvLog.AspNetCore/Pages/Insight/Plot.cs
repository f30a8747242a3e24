using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>One figure by day.</summary>
/// <param name="Id">Its ID in the page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Total">The figure of the whole period, in words.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Shown">Formats a value.</param>
/// <param name="Series">Its series.</param>
internal sealed record Plot(string Id, string Title, string Total, PlotKind Kind, Func<double, string> Shown, params IReadOnlyList<PlotSeries> Series)
{
    /// <summary>The target of the link of a day.</summary>
    public InsightTarget Target { get; init; }

    /// <summary>The figure of a period that is compared; null if none is.</summary>
    public Func<PeriodStatistics, double?>? Figure { get; init; }

    /// <summary>Whether a higher figure is better; null if it is neither.</summary>
    public bool? IsMoreBetter { get; init; }

    /// <summary>Formats the labels of the axis; null for numbers.</summary>
    public Func<double, string>? Mark { get; init; }

    /// <summary>Further filters and the order of the list of a day's conversations.</summary>
    public IReadOnlyList<(string Name, string? Value)> Filters { get; init; } = [];

    /// <summary>The scale of bars and lines. Bars have no negative values.</summary>
    public PlotScale Scale { get; }
        = PlotScale.Of(Kind == PlotKind.Lines ? Series.Min(static series => series.Least) : 0, Series.Max(static series => series.Most));

    /// <summary>The sum of the largest values in both directions.</summary>
    public double TotalHeight { get; } = Series.Sum(static series => series.Most);
}
