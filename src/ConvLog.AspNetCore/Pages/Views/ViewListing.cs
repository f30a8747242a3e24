namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The page of saved views.</summary>
/// <param name="Views">The views.</param>
/// <param name="Counts">Their counts, by id.</param>
/// <param name="Problem">What was wrong with a form; null where nothing was.</param>
internal sealed record ViewListing(ViewSet Views, IReadOnlyDictionary<string, ViewCount> Counts, string? Problem);
