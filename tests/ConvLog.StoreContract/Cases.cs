using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract;

/// <summary>
/// The number of cases of a property: the environment variable CONVLOG_PROPERTY_CASES, or as many as take a few seconds. CONVLOG_PROPERTY_REPLAY is the last
/// step of a failure, <c>seed,gamma,size</c>, which is then the first case.
/// </summary>
internal static class Cases
{
    private static readonly int? s_count =
        int.TryParse(Environment.GetEnvironmentVariable("CONVLOG_PROPERTY_CASES"), CultureInfo.InvariantCulture, out int count) ? count : null;

    private static readonly ulong[] s_replay = [.. (Environment.GetEnvironmentVariable("CONVLOG_PROPERTY_REPLAY")?.Split(',') ?? [])
        .Select(static number => ulong.Parse(number, CultureInfo.InvariantCulture))];

    public static Config Of(int affordable, int endSize = 150)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(affordable); // With 0, FsCheck would generate cases endlessly.
        var config = Config.QuickThrowOnFailure.WithMaxTest(s_count ?? affordable).WithEndSize(endSize).WithQuietOnSuccess(quietOnSuccess: true);
        return s_replay is [var seed, var gamma, var size] ? config.WithReplay(seed, gamma, (int)size) : config;
    }

    /// <summary>Checks a property for random records.</summary>
    public static void HoldForRecords(int affordable, Func<int[], Task> property)
        => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1).ArrayOf()), property).Check(Of(affordable, endSize: 40));
}
