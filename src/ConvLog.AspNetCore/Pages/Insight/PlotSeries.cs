namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>What one line or kind of bar of a plot shows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Css">What it looks like: lines and bars differ by dashes and direction as well as by colour.</param>
/// <param name="Values">A value for each day; null where there is none.</param>
internal sealed record PlotSeries(string Name, string Css, IReadOnlyList<double?> Values)
{
    /// <summary>The smallest value; 0 where there is none below.</summary>
    public double Least => Values.Min() is { } least && double.IsFinite(least) ? Math.Min(0, least) : 0;

    /// <summary>The largest value; 0 where there is none.</summary>
    public double Most => Values.Max() is { } most && double.IsFinite(most) ? Math.Max(0, most) : 0;
}
