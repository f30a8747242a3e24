using System.Reflection;
using ConvLog.Architecture.Tests.HouseRules;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The rule for the order of folders covers only files found here: a missing file could use anything.</summary>
public class DebugSymbolsTests
{
    // Attributes that are missing only in .NET 8.
    private static readonly string[] s_forNet8 =
        ["src/ConvLog/Functions/OverloadResolutionPriorityAttribute.cs", "src/ConvLog.Extensions.Logging/ProviderAliasAttribute.cs"];

    public static TheoryData<string> Packages() => [.. FolderOrder.Of.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Debug_symbols_cover_every_source_file_with_a_type(string package)
    {
        using var symbols = DebugSymbols.Of(package);
        var found = Assembly.Load(package).GetTypes().SelectMany(symbols.Files).Select(file => $"src/{package}/{file}").ToHashSet(StringComparer.Ordinal);

        SourceFile.All.Where(file => string.Equals(file.Package, package, StringComparison.Ordinal) && file.TopLevelTypes.Count > 0)
            .Select(static file => file.File.Path)
            .Where(file => !found.Contains(file) && !s_forNet8.Contains(file, StringComparer.Ordinal))
            .ShouldBeNone("No type of the built package is made of these files.");
    }
}
