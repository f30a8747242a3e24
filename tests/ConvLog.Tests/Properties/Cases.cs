using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Properties;

/// <summary>How many cases a property is tried on: 300, in CI 1,000, or what the environment variable CONVLOG_PROPERTY_CASES says.</summary>
internal static class Cases
{
    private static readonly int s_count = Amount.Of("CONVLOG_PROPERTY_CASES", usual: 300, inCi: 1_000, inLongCampaign: 1_000);

    /// <summary>Tries a property; what it throws fails the test, with the smallest case that was found.</summary>
    public static void Hold<T>(Gen<T> cases, Action<T> property)
        => Prop.ForAll(Arb.From(cases), property).Check(Config.QuickThrowOnFailure.WithMaxTest(s_count).WithQuietOnSuccess(quietOnSuccess: true));
}
