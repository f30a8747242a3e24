namespace ConvLog.AspNetCore.Review;

/// <summary>An entry on the overview.</summary>
internal readonly record struct OverviewMark(double At, EntryLevel Level);
