using System.Reflection;
using ConvLog.StoreContract.Slips;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>
/// The check of <c>SidewaysValueTests</c> for the packages that the core tests do not reference: no public type shows a personal value in JSON or as text.
/// </summary>
public class PackageValueTests
{
    private static readonly string[] s_walkedByTheCoresTests = ["ConvLog", "ConvLog.Storage", "ConvLog.Testing"];

    private static readonly HashSet<string> s_visible = new(StringComparer.Ordinal)
    {
        // Names in records and views, as in the check of the core.
        "Handoff.Destination", "Handoff.FunctionEventId", "Handoff.Reason", "ListedScore.Category", "ListedScore.Name", "ModelParameters.ResponseFormat",
            "ModelParameters.Tools", "ModelUsage.Currency", "ModelUsage.Model", "ScoreValue.Category",
            "TurnWait.CallIds", "TurnWait.Name",

        // Settings about storage and access, which are not logged data.
        "ConvLogConsoleOptions.AnnotatePolicy", "ConvLogConsoleOptions.ApiKeyHeader", "ConvLogConsoleOptions.ManagePolicy", "ConvLogConsoleOptions.NameClaim",
        "ConvLogConsoleOptions.ReadPiiPolicy", "ConvLogConsoleOptions.ReadPolicy", "ConvLogConsoleOptions.SignOutPath",
        "ConvLogConsoleOptions.SubjectClaim",
        "PostgreSqlStoreOptions.KeysConnectionString", "PostgreSqlStoreOptions.KeysSchema", "PostgreSqlStoreOptions.ListenConnectionString",
            "PostgreSqlStoreOptions.ReadConnectionString",
        "PostgreSqlStoreOptions.Schema", "SqliteStoreOptions.KeysPath",

        // Texts and addresses of the console's own pages, which are made from views.
        "Diagnosis.Part", "FeedbackPager.Many", "FeedbackPager.One", "Fresh.Again", "Fresh.Of", "Fresh.Stream", "UnassignedSection.Part", "ScoreChips.Here",
            "ScoreChips.Metrics", "Shell.Script", "Shell.Title",
    };

    public static TheoryData<string> Packages() => [.. BuiltPackage.Names.Except(s_walkedByTheCoresTests, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_public_type_exposes_a_personal_value_in_JSON_or_ToString(string package)
    {
        var walk = new UngatedWalk(UngatedWalk.PublicTypes(Assembly.Load(package)), s_visible);

        walk.NotCreated.ShouldBeNone("The walk has to make a value of every public type that can hold one.");
        walk.Leaks.ShouldBeNone("Leave the value out of JSON and text, or name the property in this test where everyone may see it.");
    }
}
