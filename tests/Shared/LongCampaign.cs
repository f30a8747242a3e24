namespace ConvLog.Tests.Shared;

/// <summary>Whether cases run that repeat what other cases show: the environment variable CONVLOG_ALL_ROWS is <c>1</c>.</summary>
internal static class LongCampaign
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("CONVLOG_ALL_ROWS") is "1";
}
