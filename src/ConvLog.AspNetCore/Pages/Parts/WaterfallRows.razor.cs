using ConvLog.AspNetCore.Review;
using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The calls of a turn as one chart: a row for each model call, function call and API response. Positions are attributes, so that no style is
/// needed.</summary>
public partial class WaterfallRows
{
    // More bars cannot be distinguished.
    private const int MostBars = 80;

    private Waterfall Waterfall { get; init; } = null!;

    private TurnView? Turn { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private ReviewedConversation Review { get; init; } = null!;

    internal static RenderFragment Of(Waterfall waterfall, TurnView? turn, ConsolePage page, ReviewedConversation review)
        => new WaterfallRows { Waterfall = waterfall, Turn = turn, Page = page, Review = review }.BuildRenderTree;

    internal static RenderFragment Nested(WaterfallRow row) => row.Depth > 0 ? Marks.Icon("in", "nested", "Nested") : static _ => { };

    private static string Percent(double share) => $"{ShownNumber.Count((long)Math.Round(share * 100))} %";

    private static TimeSpan LengthOf(IReadOnlyList<WaterfallRow> rows, TimeAxis axis)
        => rows.Max(row => row.Duration is { } duration ? row.Start + duration : axis.Start + axis.Length) - rows.Min(static row => row.Start);
}
