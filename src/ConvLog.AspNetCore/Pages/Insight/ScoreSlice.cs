using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The scores of all conversations, or of those of one variant.</summary>
/// <param name="Word">How the page's address names it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Variant">The variant; null for all, and for those without one.</param>
/// <param name="Total">All of them.</param>
/// <param name="Days">By day.</param>
internal sealed record ScoreSlice(string Word, string Name, string? Variant, ScoreFigures Total, IReadOnlyList<ScoreDay> Days)
{
    private const string All = "all";
    private const string Without = "none";

    /// <summary>All, and each variant, the most conversations first.</summary>
    public static IReadOnlyList<ScoreSlice> Of(ScoreStatistics score) =>
    [
        new ScoreSlice(All, "All conversations", Variant: null, score.Total, score.Days),
        .. score.Variants.Select(static variant => variant.Variant is { } name
            ? new ScoreSlice($"v:{name}", Printable.Line(name, 24), name, variant.Total, variant.Days)
            : new ScoreSlice(Without, "No variant", Variant: null, variant.Total, variant.Days)),
    ];
}
