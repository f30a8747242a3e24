using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>
/// Since when the calls of a function, endpoint or model have changed, and in which variant, channel or agent, in words. Nothing without a change.
/// </summary>
public partial class CallChanged
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal CallReport Report { get; set; } = null!;

    private IReadOnlyList<CallChangeText> Texts { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet() => Texts = [.. Report.Details.Shifts.Select(shift => new CallChangeText(shift, Report.Details))];

    private static long Shown(CallChangeText text) => text.Shift.Dimension is null ? text.Affected.All : text.Affected.OfValue;

    private static string Unchanged(CallChangeText text)
        => text.Shift.Measure == CallMeasure.Duration ? "The share of problems did not change." : "Durations did not change.";
}
