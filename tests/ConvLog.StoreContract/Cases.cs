using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.StoreContract;

/// <summary>
/// How many cases a property is tried on: what the environment variable CONVLOG_PROPERTY_CASES says, or what the property can afford in some seconds.
/// </summary>
internal static class Cases
{
    private static readonly int? s_count =
        int.TryParse(Environment.GetEnvironmentVariable("CONVLOG_PROPERTY_CASES"), CultureInfo.InvariantCulture, out int count) ? count : null;

    public static Config Of(int affordable, int endSize = 150)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(affordable); // Of none, FsCheck would make cases without an end.
        return Config.QuickThrowOnFailure.WithMaxTest(s_count ?? affordable).WithEndSize(endSize).WithQuietOnSuccess(quietOnSuccess: true);
    }

    /// <summary>Tries a property on so many records.</summary>
    public static void HoldForRecords(int affordable, Func<int[], Task> property)
        => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1).ArrayOf()), property).Check(Of(affordable, endSize: 40));
}
