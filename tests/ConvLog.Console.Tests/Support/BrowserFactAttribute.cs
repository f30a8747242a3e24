namespace ConvLog.Console.Tests.Support;

/// <summary>A test that requires Chromium, and optionally axe-core, and is reported as skipped without them.</summary>
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
