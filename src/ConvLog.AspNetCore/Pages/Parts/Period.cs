using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>
/// A period up to now, the same on all pages. A list begins that long ago; statistics of more than a day begin with a day of the viewer's time zone.
/// </summary>
/// <param name="Word">Its value in an address.</param>
/// <param name="Label">Its text on a page.</param>
/// <param name="Days">Its length, and for statistics the number of days including today.</param>
internal sealed record Period(string Word, string Label, int Days)
{
    public static Period Day { get; } = new("24h", "24 hours", 1);

    public static Period Week { get; } = new("7d", "7 days", 7);

    public static Period Month { get; } = new("30d", "30 days", 30);

    /// <summary>All periods, shortest first.</summary>
    public static IReadOnlyList<Period> All { get; } = [Day, Week, Month, new("90d", "90 days", 90)];

    public TimeSpan Length => TimeSpan.FromDays(Days);

    /// <summary>The period with a word; null if there is none.</summary>
    public static Period? Find(string word) => All.FirstOrDefault(period => string.Equals(period.Word, word, StringComparison.Ordinal));

    /// <summary>The error for an unknown word.</summary>
    /// <param name="more">Other valid words.</param>
    public static ApiProblemException Unknown(params IEnumerable<string> more)
        => ApiProblemException.Invalid(ListAddress.Period, $"{ListAddress.Period} must be one of {string.Join(", ", All.Select(static known => known.Word).Concat(more))}.");
}
