namespace ConvLog.AspNetCore.Pages.List;

/// <summary>Filters of the search box that belong together.</summary>
/// <param name="Label">What they have in common.</param>
/// <param name="Filters">The filters.</param>
internal sealed record SearchBoxGroup(string Label, IReadOnlyList<SearchBoxFilter> Filters);
