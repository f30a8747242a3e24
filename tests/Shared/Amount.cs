using System.Globalization;

namespace ConvLog.Tests.Shared;

/// <summary>The size of a test run: small in each build, as large as an environment variable sets in a long run.</summary>
internal static class Amount
{
    public static int Of(string variable, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int amount) ? amount : usual;

    /// <summary>As above, with separate defaults for CI and the long campaign.</summary>
    public static int Of(string variable, int usual, int inCi, int inLongCampaign) => Of(variable, Of(usual, inCi, inLongCampaign));

    /// <summary>The default size for each kind of run.</summary>
    public static int Of(int usual, int inCi, int inLongCampaign) => LongCampaign.IsOn ? inLongCampaign : CiRun.IsOn ? inCi : usual;

    /// <summary>The seed of everything random: <c>CONVLOG_SEED</c>, or a random one that failures report.</summary>
    public static int Seed { get; } = Of("CONVLOG_SEED", Random.Shared.Next(1_000_000));
}
