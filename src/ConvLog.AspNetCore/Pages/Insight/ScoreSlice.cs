using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The scores of all conversations, or of those of one variant.</summary>
/// <param name="Word">Its name in the page's URL.</param>
/// <param name="Name">Its display name.</param>
/// <param name="Variant">The variant; null for all conversations, and for those without a variant.</param>
/// <param name="Total">The total figures.</param>
/// <param name="Days">The figures by day.</param>
internal sealed record ScoreSlice(string Word, string Name, string? Variant, ScoreFigures Total, IReadOnlyList<ScoreDay> Days)
{
    private const string All = "all";
    private const string Without = "none";

    /// <summary>All conversations, followed by each variant, by number of conversations in descending order.</summary>
    public static IReadOnlyList<ScoreSlice> Of(ScoreStatistics score) =>
    [
        new ScoreSlice(All, "All conversations", Variant: null, score.Total, score.Days),
        .. score.Variants.Select(static variant => variant.Variant is { } name
            ? new ScoreSlice($"v:{name}", Printable.Line(name, 24), name, variant.Total, variant.Days)
            : new ScoreSlice(Without, "No variant", Variant: null, variant.Total, variant.Days)),
    ];
}
