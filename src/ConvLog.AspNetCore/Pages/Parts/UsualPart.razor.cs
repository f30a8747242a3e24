using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The usual figures of the selected function, and the position of this call among its durations.</summary>
public partial class UsualPart
{
    // Percentiles have an error of up to 1 %, so a call counts as slower only beyond that.
    private const double Off = 1.02;

    private FunctionEventView Call { get; init; } = null!;

    private FunctionStatistics? Usual { get; init; }

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(FunctionEventView call, FunctionStatistics? usual, ConsolePage page)
        => new UsualPart { Call = call, Usual = usual, Page = page }.BuildRenderTree;

    internal static (string Words, bool IsSlow)? Place(TimeSpan? duration, DurationStatistics usual)
        => duration is not { } took || usual.Count < CallChange.Fewest ? null
        : took > usual.P99 * Off && usual.Count >= 100 ? ("This call took longer than 99 % of them.", true)
        : took > usual.P95 * Off ? ("This call took longer than 95 % of them.", true)
        : took > usual.P50 * Off ? ("This call took longer than half of them.", false)
        : took * Off < usual.P50 ? ("This call was among the faster half.", false) : ("This call took as long as usual.", false);
}
