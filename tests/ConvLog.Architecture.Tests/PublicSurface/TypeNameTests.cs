using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>A file that imports the packages together with common .NET namespaces needs no alias: each simple name refers to one type.</summary>
public class TypeNameTests
{
    // Namespaces that an application imports implicitly, or in the file that sets up the host.
    private static readonly string[] s_imported =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Net.Http.Json", "System.Threading",
            "System.Threading.Tasks",
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.Logging", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
    ];

    private static readonly Lazy<ILookup<string, string>> s_importedNames =
        new(static () => ImportedTypes().ToLookup(Key, static type => type.ToDisplayString(), StringComparer.Ordinal));

    [Fact]
    public void No_two_public_types_of_the_packages_share_a_name()
        => Shared(PackageTypes()).ShouldBeNone("Rename one of them: a file that imports both namespaces can name neither.");

    [Fact]
    public void No_public_type_has_the_name_of_a_type_that_applications_commonly_import()
        => AlsoImported(PackageTypes()).ShouldBeNone("Rename the type: a file that imports both namespaces needs an alias.");

    [Fact]
    public void Namespaces_listed_as_imported_contain_types()
        => s_imported.Should().BeSubsetOf(ImportedTypes().Select(static type => type.ContainingNamespace.ToDisplayString()),
            "a namespace without types is misspelt, or its assembly is missing here");

    [Fact]
    public void Duplicate_and_imported_names_are_detected()
    {
        var types = SurfaceText.Types(CompiledSource.Symbols("""
            namespace One { public class Page; public class Twice; public class Free { public class Nested; } internal class Hidden; public enum HealthStatus { A } }
            namespace Two { public class Page; public class Twice<T>; public class Other { public class Nested; } public class Hidden; public class LogEntry; public class Task; public class List<T>; }
            """)).ToList();

        Shared(types).Should().Equal("Page: One.Page, Two.Page");
        AlsoImported(types).Should().BeEquivalentTo(
            "One.HealthStatus: Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus",
            "Two.Task: System.Threading.Tasks.Task",
            "Two.List<T>: System.Collections.Generic.List<T>");
    }

    private static IEnumerable<string> Shared(IEnumerable<INamedTypeSymbol> types)
        => types.Where(IsNamedAlone).GroupBy(Key, StringComparer.Ordinal)
            .Where(static types => types.Count() > 1)
            .Select(static types => $"{types.Key}: {string.Join(", ", types.Select(static type => type.ToDisplayString()).Order(StringComparer.Ordinal))}");

    private static IEnumerable<string> AlsoImported(IEnumerable<INamedTypeSymbol> types)
        => types.Where(static type => IsNamedAlone(type) && s_importedNames.Value.Contains(Key(type)))
            .Select(static type => $"{type.ToDisplayString()}: {string.Join(", ", s_importedNames.Value[Key(type)].Distinct(StringComparer.Ordinal))}");

    private static IEnumerable<INamedTypeSymbol> PackageTypes()
        => BuiltPackage.Names.SelectMany(static package => SurfaceText.Types(BuiltPackage.ForNet10(package)));

    private static IEnumerable<INamedTypeSymbol> ImportedTypes()
    {
        var framework = CSharpCompilation.Create("framework", references: References.Framework).GlobalNamespace;
        return s_imported.SelectMany(name => Namespace(framework, name)?.GetTypeMembers() ?? []).Where(SurfaceVisibility.IsVisible);
    }

    private static INamespaceSymbol? Namespace(INamespaceSymbol root, string name)
        => name.Split('.').Aggregate((INamespaceSymbol?)root,
            static (above, part) => above?.GetNamespaceMembers().FirstOrDefault(below => string.Equals(below.Name, part, StringComparison.Ordinal)));

    // A nested type is qualified with its containing type.
    private static bool IsNamedAlone(INamedTypeSymbol type) => type.ContainingType is null;

    // C# distinguishes types by name and number of type parameters: LogEntry is not LogEntry<TState>.
    private static string Key(INamedTypeSymbol type) => type.MetadataName;
}
