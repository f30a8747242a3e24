using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Navigation, and the signed-in reader.</summary>
public partial class Rail
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    /// <summary>The section of the console that is shown.</summary>
    [Parameter]
    public ConsoleSection Section { get; set; }
}
