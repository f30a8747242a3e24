using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The page to sign in.</summary>
public partial class SignInPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal SignInForm Form { get; set; } = null!;
}
