namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter next to the list, with the values of the list's conversations.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Values">The values, the most frequent first.</param>
internal sealed record Facet(string Label, IReadOnlyList<FacetLink> Values);
