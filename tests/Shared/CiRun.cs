namespace ConvLog.Tests.Shared;

/// <summary>
/// Whether the run includes repetitive cases that would take a developer too long: the environment variable CONVLOG_ROWS is <c>ci</c>, or <c>all</c> for the
/// long campaign. Tests with this trait are excluded from other runs (tests/Directory.Build.targets).
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
