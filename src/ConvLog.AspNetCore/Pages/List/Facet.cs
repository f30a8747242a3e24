namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter shown next to the list, with the values of the listed conversations.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Values">The values, by frequency in descending order.</param>
internal sealed record Facet(string Label, IReadOnlyList<FacetLink> Values);
