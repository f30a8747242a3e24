using System.Xml.Linq;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>The dependencies of each package, as listed in the table of the architecture page.</summary>
public class PackageReferenceTests
{
    private static readonly string[] s_kinds = ["PackageReference", "ProjectReference", "FrameworkReference"];

    private static readonly Dictionary<string, string> s_projects = Repository.FilesUnder("src").Where(static file => file.IsProject)
        .ToDictionary(static file => Path.GetFileNameWithoutExtension(file.Name), static file => file.Path, StringComparer.Ordinal);

    public static TheoryData<string> Packages() => [.. s_projects.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_the_dependencies_listed_on_the_architecture_page(string package)
    {
        HashSet<string> declared = [.. References(s_projects[package]), .. References("src/Directory.Build.props")];
        HashSet<string> documented = [.. Documented(package)];

        declared.Except(documented, StringComparer.Ordinal).Select(static name => $"{name}: in the project, not on the page")
            .Concat(documented.Except(declared, StringComparer.Ordinal).Select(static name => $"{name}: on the page, not in the project"))
            .ShouldBeNone(
            "docs/architecture.md has a row for each package, with what it depends on in the last column. A dependency is a decision: take it out, or write it "
            + "there.");
    }

    [Fact]
    public void The_attribution_lists_every_referenced_package()
    {
        var asked = s_projects.Where(static package => !package.Key.StartsWith("ConvLog.Analyzers", StringComparison.Ordinal))
            .SelectMany(static package => Elements(package.Value, "PackageReference").Select(name => $"{name} by {package.Key}"));
        var named = Repository.Files.Single(static file => file.Path is "src/THIRD-PARTY-NOTICES.md").Lines
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(static row => row.Trim(' ', '|').Split(" | "))
            .SelectMany(static columns => columns[3].Split(", ").Select(user => $"{columns[0]} by {user}"));

        named.Should().BeEquivalentTo(asked);
    }

    [Fact]
    public void The_compiled_core_assembly_references_nothing_else()
        => typeof(Conversation).Assembly.GetReferencedAssemblies().Select(static assembly => assembly.Name!)
            .Where(static name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Should().BeSubsetOf(
                ["Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.Extensions.DependencyInjection.Abstractions"],
                "the last comes with the first");

    private static IEnumerable<string> Documented(string package)
        => File.ReadAllLines(Repository.FullPath("docs/architecture.md"))
            .Where(line => line.StartsWith($"| `{package}` |", StringComparison.Ordinal))
            .Select(static row => row.Trim(' ', '|').Split('|'))
            .Where(static columns => columns.Length == 3)
            .SelectMany(static columns => columns[2].Split(','))
            .Where(static name => !string.IsNullOrWhiteSpace(name))
            .Select(static name => name.Trim(' ', '`').Replace("ASP.NET Core", "Microsoft.AspNetCore.App", StringComparison.Ordinal));

    private static IEnumerable<string> References(string project) => Elements(project, s_kinds);

    private static IEnumerable<string> Elements(string project, params string[] kinds)
        => XDocument.Load(Repository.FullPath(project)).Descendants()
            .Where(element => kinds.Contains(element.Name.LocalName, StringComparer.Ordinal))
            .Select(static element => element.Attribute("Include"))
            .OfType<XAttribute>() // A definition for all references has no Include.
            .Select(static included => included.Value.Replace('\\', '/'))
            .Select(static reference => reference.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(reference) : reference);
}
