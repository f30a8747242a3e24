namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>The page of saved views.</summary>
/// <param name="Views">The views.</param>
/// <param name="Counts">Their counts, by ID.</param>
/// <param name="Problem">The error in a form; null for none.</param>
internal sealed record ViewListing(ViewSet Views, IReadOnlyDictionary<string, ViewCount> Counts, string? Problem);
