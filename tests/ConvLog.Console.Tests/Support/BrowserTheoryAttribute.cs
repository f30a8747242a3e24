namespace ConvLog.Console.Tests.Support;

/// <summary>A theory that requires Chromium, and optionally axe-core, and is reported as skipped without them.</summary>
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
