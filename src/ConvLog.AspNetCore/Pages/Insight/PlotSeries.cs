namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>A line or a kind of bar of a plot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Css">Its style: lines and bars differ in dashes and direction as well as in colour.</param>
/// <param name="Values">A value per day; null for a missing one.</param>
internal sealed record PlotSeries(string Name, string Css, IReadOnlyList<double?> Values)
{
    /// <summary>The smallest value; 0 if none is negative.</summary>
    public double Least => Values.Min() is { } least && double.IsFinite(least) ? Math.Min(0, least) : 0;

    /// <summary>The largest value; 0 if none is positive.</summary>
    public double Most => Values.Max() is { } most && double.IsFinite(most) ? Math.Max(0, most) : 0;
}
