using System.Globalization;

namespace ConvLog.Tests.Shared;

/// <summary>How much of something a run does: little in each build, as much as an environment variable says in a long one.</summary>
internal static class Amount
{
    public static int Of(string variable, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int amount) ? amount : usual;

    /// <summary>The same, where longer runs do more by themselves.</summary>
    public static int Of(string variable, int usual, int inCi, int inLongCampaign) => Of(variable, Of(usual, inCi, inLongCampaign));

    /// <summary>How much a run does by itself.</summary>
    public static int Of(int usual, int inCi, int inLongCampaign) => LongCampaign.IsOn ? inLongCampaign : CiRun.IsOn ? inCi : usual;

    /// <summary>What decides all that is random: <c>CONVLOG_SEED</c>, else another one each time, told where a test fails.</summary>
    public static int Seed { get; } = Of("CONVLOG_SEED", Random.Shared.Next(1_000_000));
}
