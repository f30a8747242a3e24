namespace ConvLog.Console.Tests.Support;

/// <summary>A test that needs Chromium, and axe-core where it says so, and is skipped visibly where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    private bool _needsAxe;

    public BrowserFactAttribute() => Skip = Chromium.Missing(needsAxe: false);

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
