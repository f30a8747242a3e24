namespace ConvLog.AspNetCore.Pages;

/// <summary>The sign-in form.</summary>
/// <param name="ReturnTo">The page to return to.</param>
/// <param name="Problem">Why the last attempt failed; null if there was none.</param>
internal sealed record SignInForm(string ReturnTo, string? Problem = null);
