namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter beside the list, with the values that its conversations have.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Values">The values, the most frequent first.</param>
internal sealed record Facet(string Label, IReadOnlyList<FacetLink> Values);
