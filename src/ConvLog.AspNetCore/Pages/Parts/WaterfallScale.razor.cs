using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The labels at the start, the middle and the end of the axis of a waterfall.</summary>
public partial class WaterfallScale
{
    private TimeSpan Length { get; init; }

    internal static RenderFragment Of(TimeSpan length)
        => new WaterfallScale { Length = length }.BuildRenderTree;
}
