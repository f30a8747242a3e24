namespace ConvLog.AspNetCore.Pages;

/// <summary>The sign-in form.</summary>
/// <param name="ReturnTo">The page to return to.</param>
/// <param name="Problem">The error of the last try; null for none.</param>
internal sealed record SignInForm(string ReturnTo, string? Problem = null);
