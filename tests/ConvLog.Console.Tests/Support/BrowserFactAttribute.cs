namespace ConvLog.Console.Tests.Support;

/// <summary>A test that needs Chromium, and is skipped visibly where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing(needsAxe: false);
}
