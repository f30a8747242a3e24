namespace ConvLog.AspNetCore.Pages;

/// <summary>The sign-in form.</summary>
/// <param name="ReturnTo">The page to return to.</param>
/// <param name="Problem">The error of the last try; null for none.</param>
internal sealed record SignInForm(string ReturnTo, string? Problem = null)
{
    /// <summary>
    /// Whether a link on another site led here: the browser then withholds the session's cookie, and sends it when this page requests the address again.
    /// </summary>
    public bool IsFromElsewhere { get; init; }
}
