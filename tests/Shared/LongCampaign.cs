namespace ConvLog.Tests.Shared;

/// <summary>Whether redundant cases run as well: the environment variable CONVLOG_ROWS is <c>all</c>.</summary>
internal static class LongCampaign
{
    public static bool IsOn { get; } = CiRun.Asked is "all";
}
