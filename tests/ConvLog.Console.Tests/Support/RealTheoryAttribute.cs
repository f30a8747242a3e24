namespace ConvLog.Console.Tests.Support;

/// <summary>A test with data that needs Chromium and the folder <c>shared</c>, and is skipped visibly where one of them is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealTheoryAttribute : TheoryAttribute
{
    public RealTheoryAttribute() => Skip = Chromium.Missing(needsAxe: false) ?? (SharedFolder.Exists ? null : "../shared is not on this machine.");
}
