using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A time in the viewer's time zone, with UTC as its tooltip.</summary>
public partial class Moment
{
    internal static RenderFragment Clock(DateTimeOffset time, ConsolePage page) => Of(time, ShownTime.Clock(time, page.Zone));

    internal static RenderFragment Full(DateTimeOffset time, ConsolePage page) => Of(time, ShownTime.Full(time, page.Zone));

    internal static RenderFragment Short(DateTimeOffset time, ConsolePage page) => Of(time, ShownTime.Short(time, page.Now, page.Zone));

    internal static RenderFragment ToTheSecond(DateTimeOffset time, ConsolePage page) => Of(time, ShownTime.WithSeconds(time, page.Now, page.Zone));

    internal static string Utc(DateTimeOffset time) => ShownTime.Full(time, TimeZoneInfo.Utc);

    private DateTimeOffset Time { get; init; }

    private string Shown { get; init; } = "";

    private static RenderFragment Of(DateTimeOffset time, string shown)
        => new Moment { Time = time, Shown = shown }.BuildRenderTree;
}
