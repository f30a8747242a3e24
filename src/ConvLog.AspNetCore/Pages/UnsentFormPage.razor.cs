using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A form that was sent after the session had ended: it is kept, and nothing is done until it is sent again. The console's first page links to signing
/// in.</summary>
public partial class UnsentFormPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal UnsentForm Form { get; set; } = null!;
}
