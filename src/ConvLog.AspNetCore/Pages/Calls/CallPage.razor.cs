using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>One function, API endpoint or model: its calls over time, their log messages, and example calls.</summary>
public partial class CallPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal CallReport Report { get; set; } = null!;

    private CallTargetKind Kind => Report.Request.Kind;

    private string Name => Report.Request.Name!;
}
