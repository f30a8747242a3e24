using FsCheck;
using FsCheck.Fluent;

namespace ConvLog.Tests.Properties;

/// <summary>The number of cases for a property: 300, in CI 1,000, or the value of the environment variable CONVLOG_PROPERTY_CASES.</summary>
internal static class Cases
{
    private static readonly int s_count = Amount.Of("CONVLOG_PROPERTY_CASES", usual: 300, inCi: 1_000, inLongCampaign: 1_000);

    /// <summary>Checks a property. An exception fails the test with the smallest failing case.</summary>
    public static void Hold<T>(Gen<T> cases, Action<T> property)
        => Prop.ForAll(Arb.From(cases), property).Check(Config.QuickThrowOnFailure.WithMaxTest(s_count).WithQuietOnSuccess(quietOnSuccess: true));
}
