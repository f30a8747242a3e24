namespace ConvLog.Console.Tests.Support;

/// <summary>A test that requires Chromium and the real conversations, and is reported as skipped without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealFactAttribute : FactAttribute
{
    public RealFactAttribute() => Skip = Chromium.Missing(needsAxe: false) ?? (SharedFolder.Exists ? null : "../shared is not on this machine.");
}
