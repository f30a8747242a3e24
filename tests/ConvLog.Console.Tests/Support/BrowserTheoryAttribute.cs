namespace ConvLog.Console.Tests.Support;

/// <summary>A test with data that needs Chromium, and axe-core where it says so, and is skipped visibly where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    private bool _needsAxe;

    public BrowserTheoryAttribute() => Skip = Chromium.Missing(needsAxe: false);

    public bool NeedsAxe
    {
        get => _needsAxe;
        set
        {
            _needsAxe = value;
            Skip = Chromium.Missing(value);
        }
    }
}
