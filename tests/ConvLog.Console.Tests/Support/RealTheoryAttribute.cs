namespace ConvLog.Console.Tests.Support;

/// <summary>A theory that requires Chromium and the folder <c>shared</c>, and is reported as skipped without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealTheoryAttribute : TheoryAttribute
{
    public RealTheoryAttribute() => Skip = Chromium.Missing(needsAxe: false) ?? (SharedFolder.Exists ? null : "../shared is not on this machine.");
}
