namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>A figure of the whole time.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Change">How it changed.</param>
/// <param name="Address">Where what it was made of is listed.</param>
internal sealed record Kpi(string Name, string Value, Change Change, string Address);
