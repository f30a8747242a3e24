namespace ConvLog.Tests.Shared;

/// <summary>
/// Whether more of the same runs than a developer waits for: the environment variable CONVLOG_ROWS is <c>ci</c> or, for the long campaign, <c>all</c>. Tests
/// with this trait are left out of a run without it (tests/Directory.Build.targets).
/// </summary>
internal static class CiRun
{
    /// <summary>The name of the trait.</summary>
    public const string Trait = "Run";

    /// <summary>Its value.</summary>
    public const string Only = "ci";

    public static string? Asked { get; } = Environment.GetEnvironmentVariable("CONVLOG_ROWS");

    public static bool IsOn { get; } = Asked is "ci" or "all";
}
