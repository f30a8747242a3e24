using ConvLog.AspNetCore.Review;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>An overview in four labelled rows: turns, response times, function calls, log entries. Positions are attributes, so that no style is
/// needed.</summary>
public partial class OverviewStrip
{
    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    // The width of a number with space around it, as a share of 700 pixels: the strip in a window of 1,024.
    private const double NumberWidth = 0.024;

    private bool IsNumbered(OverviewSlot slot) => slot.Width >= NumberWidth || (slot.First - 1) % (10 * Math.Max(1, slot.Last - slot.First + 1)) == 0;

    private static string Label(OverviewSlot slot)
        => (slot.First == slot.Last ? $"Turn {slot.First}" : $"Turns {slot.First} to {slot.Last}") + (slot.IsBad ? ", with problems" : "");

    private static string P(double share) => ShownNumber.SvgPercent(share);
}
