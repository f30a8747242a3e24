using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The day on which a turn began, if it differs from that of the previous turn.</summary>
public partial class DayHeading
{
    private DateTimeOffset? Before { get; init; }

    private DateTimeOffset Began { get; init; }

    private ConsolePage Page { get; init; } = null!;

    internal static RenderFragment Of(DateTimeOffset? before, DateTimeOffset began, ConsolePage page)
        => new DayHeading { Before = before, Began = began, Page = page }.BuildRenderTree;

    private DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Page.Zone).DateTime);
}
