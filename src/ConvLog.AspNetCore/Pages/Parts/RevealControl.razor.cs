using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Reveals the page's personal data, or hides it again: in the bar at the top of every page that can contain some. It works without
/// JavaScript.</summary>
public partial class RevealControl
{
    internal const string Id = "reveal";

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    private bool IsReasonMissing => Page.Disclosure == Disclosure.ReasonMissing;
}
