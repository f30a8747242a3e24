namespace ConvLog.Tests.Shared;

/// <summary>Whether cases run that repeat what other cases show: the environment variable CONVLOG_ROWS is <c>all</c>.</summary>
internal static class LongCampaign
{
    public static bool IsOn { get; } = CiRun.Asked is "all";
}
