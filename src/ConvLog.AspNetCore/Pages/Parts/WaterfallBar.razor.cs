using ConvLog.AspNetCore.Review;
using ConvLog.AspNetCore.Text;
using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The bar of a row of a waterfall, with the time to the first token marked on it and the critical path below it.</summary>
public partial class WaterfallBar
{
    private const int MostMarks = 8;

    private WaterfallRow Row { get; init; } = null!;

    private TimeAxis Axis { get; init; } = null!;

    private (double From, double Width) Bar => Axis.Bar(Row.Start, Row.Duration);

    internal static RenderFragment Of(WaterfallRow row, TimeAxis axis)
        => new WaterfallBar { Row = row, Axis = axis }.BuildRenderTree;

    // Marks of the same kind at the same position are drawn once.
    private static IEnumerable<EntryView> Marked(WaterfallRow row)
        => row.Call is null ? [] : row.Call.Entries.Where(static entry => !entry.IsWithheld && entry.Level != EntryLevel.Info)
            .OrderBy(static entry => entry.Level).DistinctBy(static entry => (entry.Level, entry.Timestamp)).TakeLast(MostMarks);

    // As a share of the bar.
    private static double FirstTokenOf(WaterfallRow row, TimeSpan first)
        => row.Duration is { } duration && duration > TimeSpan.Zero ? Math.Clamp(first / duration, 0, 1) : 1;

    private static string Words(WaterfallRow row, TimeAxis axis)
    {
        string from = ShownDuration.Seconds(Later(row.Start - axis.Start));
        string to = row.Duration is { } duration ? ShownDuration.Seconds(Later(row.Start + duration - axis.Start)) : "the end";
        string first = row.Model?.TimeToFirstToken is { } time ? $", first token after {ShownDuration.Exact(time)}" : "";
        return $"From {from} to {to} of {ShownDuration.Seconds(axis.Length)}{first}{(row.IsCritical ? ", on the critical path" : "")}";
    }

    private static TimeSpan Later(TimeSpan offset) => offset < TimeSpan.Zero ? TimeSpan.Zero : offset;

    private static string P(double share) => ShownNumber.SvgPercent(share);
}
