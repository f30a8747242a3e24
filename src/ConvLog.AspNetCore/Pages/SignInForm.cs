namespace ConvLog.AspNetCore.Pages;

/// <summary>The sign-in form.</summary>
/// <param name="ReturnTo">The page to come back to.</param>
/// <param name="Problem">Why the last try failed; null where there was none.</param>
internal sealed record SignInForm(string ReturnTo, string? Problem = null);
