namespace ConvLog.Console.Tests.Support;

/// <summary>A test that needs Chromium and the real conversations, and is skipped visibly where one of them is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealFactAttribute : FactAttribute
{
    public RealFactAttribute() => Skip = Chromium.Missing(needsAxe: false) ?? (SharedFolder.Exists ? null : "../shared is not on this machine.");
}
