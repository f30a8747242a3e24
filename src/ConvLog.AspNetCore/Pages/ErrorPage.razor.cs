using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages;

/// <summary>An error. A reader whose store is unavailable keeps the navigation, to try again here or on another page.</summary>
public partial class ErrorPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal Failure Failure { get; set; } = null!;

    private bool IsInside => Failure.CanRetry && Page.Visitor.Reader is not null;
}
