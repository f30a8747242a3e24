namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>A figure of the period with its plots.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Before">Its value in the previous period; null if it is not compared.</param>
/// <param name="Change">Its change.</param>
/// <param name="Size">The size of the change: the logarithm of the ratio; 0 if it is not compared.</param>
/// <param name="Kpi">The figure with a link to the counted items; null for one that has none.</param>
/// <param name="Trend">Its values by day.</param>
/// <param name="Plots">Its plots by day.</param>
internal sealed record InsightFigure(
    string Name, string Value, string? Before, Change Change, double Size, Kpi? Kpi, IReadOnlyList<double?> Trend, IReadOnlyList<Plot> Plots);
