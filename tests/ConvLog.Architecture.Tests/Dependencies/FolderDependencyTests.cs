using ConvLog.AspNetCore;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The folders of a package depend on each other in one direction, so that the code can be read from the call to the store.</summary>
public class FolderDependencyTests
{
    public static TheoryData<string> Packages() => [.. FolderOrder.Of.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_folder_uses_only_folders_earlier_in_the_order(string package)
        => FolderOrder.Of[package].Broken(package, BuiltUses.Of(package)).ShouldBeNone(FolderOrder.Of[package].Rule);

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_folder_has_a_place_in_the_order(string package)
        => Repository.FilesUnder($"src/{package}").Where(static file => file.IsSource)
            .Select(file => SourceUse.FolderOf(file.Path[$"src/{package}/".Length..]))
            .Distinct(StringComparer.Ordinal)
            .Where(folder => !FolderOrder.Of[package].Contains(folder))
            .ShouldBeNone($"A new folder gets its place in {nameof(FolderOrder)} and in docs/architecture.md.");

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_folder_order_matches_the_architecture_page(string package)
        => File.ReadAllText(Repository.FullPath("docs/architecture.md")).Should().Contain($"| `{package}` | `{FolderOrder.Of[package].Text}` |");

    [Fact]
    public void A_folder_of_the_web_package_uses_only_folders_earlier_in_the_order()
        => WebUses.Where(static use => !FolderOrder.OfWeb.Allows(use.Folder, use.UsedFolder))
            .Select(static use => $"{use.User} → {use.Used} → {use.UsedFolder}")
            .ShouldBeNone(FolderOrder.OfWeb.Rule);

    [Fact]
    public void Every_folder_of_the_web_package_has_a_place_in_the_order()
    {
        WebUses.Select(static use => use.UsedFolder).Should().Contain(["Text", "Access", "Http", "Assets", "Review", "Api", "Pages"], "they are used");
        WebUses.SelectMany(static use => new[] { use.Folder, use.UsedFolder }).Distinct(StringComparer.Ordinal)
            .Where(static folder => !FolderOrder.OfWeb.Contains(folder))
            .ShouldBeNone($"A new folder gets its place in {nameof(FolderOrder)} and in docs/architecture.md.");
        File.ReadAllText(Repository.FullPath("docs/architecture.md")).Should().Contain($"| `{FolderOrder.OfWeb.Text}` |");
    }

    // A folder is a namespace. The root is excluded: it registers all folders, and all folders use its options.
    private static IEnumerable<(string User, string Folder, string Used, string UsedFolder)> WebUses
        => AssemblyUses.In(typeof(ConvLogConsoleOptions).Assembly)
            .Where(static use => use.Type.Assembly == typeof(ConvLogConsoleOptions).Assembly)
            .Select(static use => (use.User, Folder: WebFolder(use.User), Used: use.Type.FullName ?? use.Type.Name,
            UsedFolder: WebFolder(use.Type.FullName ?? "")))
            .Where(static use => use is { Folder: not null, UsedFolder: not null })
            .Select(static use => (use.User, use.Folder!, use.Used, use.UsedFolder!));

    private static string? WebFolder(string type)
        => type.StartsWith("ConvLog.AspNetCore.", StringComparison.Ordinal) && type.Split('+')[0].Split('.') is [_, _, var folder, _, ..] ? folder : null;
}
