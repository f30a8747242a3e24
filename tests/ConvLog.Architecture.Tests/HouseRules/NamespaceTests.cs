namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>
/// An internal type is in the namespace of its folder. A public type is in one of the few namespaces that authors and hosts import, regardless of its folder,
/// so that moving it between folders or packages is not a breaking change.
/// </summary>
public class NamespaceTests
{
    private static readonly string[] s_public =
    [
        "ConvLog", "ConvLog.AspNetCore", "ConvLog.Extensions.Agents", "ConvLog.Extensions.AI", "ConvLog.Extensions.Http", "ConvLog.Extensions.Logging",
            "ConvLog.PostgreSql", "ConvLog.Privacy", "ConvLog.Records", "ConvLog.Serialization", "ConvLog.Sqlite", "ConvLog.Storage",
            "ConvLog.Testing",
        "Microsoft.Agents.AI", "Microsoft.AspNetCore.Builder", "Microsoft.Extensions.AI", "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.Logging",
    ];

    private static readonly HashSet<(string Package, string Name)> s_publicTypes =
    [
        .. SourceFile.All.Where(static file => file.Package is not null)
        .SelectMany(static file => file.TopLevelTypes.Where(static type => type.IsPublic).Select(type => (file.Package!, type.Name))),
    ];

    [Fact]
    public void An_internal_type_is_in_the_namespace_of_its_folder()
        => Files(isPublic: false).Where(static file => !string.Equals(file.Namespace, NamespaceOf(file), StringComparison.Ordinal) && !IsKnownByName(file))
            .Select(static file => $"{file.File.Path}: {file.Namespace}, not {NamespaceOf(file)}")
            .ShouldBeNone("Name the namespace for the folder.");

    [Fact]
    public void A_public_type_is_in_a_documented_namespace()
        => Files(isPublic: true).Where(static file => !s_public.Contains(file.Namespace, StringComparer.Ordinal) && !IsOfPages(file))
            .Select(static file => $"{file.File.Path}: {file.Namespace}")
            .ShouldBeNone($"Public types are in {string.Join(", ", s_public)}.");

    private static IEnumerable<SourceFile> Files(bool isPublic)
        => SourceFile.All.Where(file => file is { Package: not null, Namespace: not null, TopLevelTypes.Count: > 0 }
            && file.TopLevelTypes.Any(type => s_publicTypes.Contains((file.Package, type.Name))) == isPublic);

    private static string NamespaceOf(SourceFile file) => string.Join('.', [file.Package!, .. file.Folders]);

    // The compiler makes Razor components public, and with them the types of their parameters. No host imports them.
    private static bool IsOfPages(SourceFile file) => file is { Package: "ConvLog.AspNetCore", Folders: ["Pages", ..] };

    // Attributes that .NET 8 lacks; compilers and the loggers' filters look for them by name.
    private static bool IsKnownByName(SourceFile file)
        => file.File.Name.EndsWith("Attribute.cs", StringComparison.Ordinal)
            && file.Namespace is "System.Runtime.CompilerServices" or "Microsoft.Extensions.Logging";
}
