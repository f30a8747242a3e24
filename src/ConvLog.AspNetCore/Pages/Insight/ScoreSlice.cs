using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The scores of all conversations, or of those of one variant.</summary>
/// <param name="Word">Its name in the page's address.</param>
/// <param name="Name">Its displayed name.</param>
/// <param name="Variant">The variant; null for all, and for those without one.</param>
/// <param name="Total">The figures of the whole period.</param>
/// <param name="Days">The figures by day.</param>
internal sealed record ScoreSlice(string Word, string Name, string? Variant, ScoreFigures Total, IReadOnlyList<ScoreDay> Days)
{
    private const string All = "all";
    private const string Without = "none";

    /// <summary>All scores, then those of each variant, by the number of conversations, descending.</summary>
    public static IReadOnlyList<ScoreSlice> Of(ScoreStatistics score) =>
    [
        new ScoreSlice(All, "All conversations", Variant: null, score.Total, score.Days),
        .. score.Variants.Select(static variant => variant.Variant is { } name
            ? new ScoreSlice($"v:{name}", string.IsNullOrWhiteSpace(name) ? "no name" : Printable.Line(name, 24), name, variant.Total, variant.Days)
            : new ScoreSlice(Without, "No variant", Variant: null, variant.Total, variant.Days)),
    ];
}
