using System.Collections.Concurrent;
using System.Reflection;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>
/// The uses between the files of a package, read from the compiled package. The compiler leaves no trace of constants and of names in <c>nameof</c>, and
/// attributes are not analyzed: <see cref="PackageSources"/> finds those too, in ten times the time.
/// </summary>
internal static class BuiltUses
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<SourceUse>>> s_packages = new(StringComparer.Ordinal);

    public static IReadOnlyList<SourceUse> Of(string package)
        => s_packages.GetOrAdd(package, static name => new Lazy<IReadOnlyList<SourceUse>>(() => [.. In(name).Distinct()])).Value;

    private static IEnumerable<SourceUse> In(string package)
    {
        using var symbols = DebugSymbols.Of(package);
        var assembly = Assembly.Load(package);
        var places = AssemblyUses.In(assembly).Where(use => use.Type.Assembly == assembly).GroupBy(static use => use.Place);
        foreach (var place in places)
        {
            foreach (string file in symbols.Files(place.Key))
            {
                foreach (var use in place)
                {
                    // Which file of a partial type declares the member does not matter here: all of them are in one folder.
                    if (symbols.Files(AssemblyUses.Outermost(use.Type)) is { Count: > 0 } declaring && !declaring.Contains(file, StringComparer.Ordinal))
                    {
                        yield return Use(file, use, declaring[0]);
                    }
                }
            }
        }
    }

    private static SourceUse Use(string file, AssemblyUse use, string declaringFile)
    {
        bool isCreation = string.Equals(use.Member, ConstructorInfo.ConstructorName, StringComparison.Ordinal);
        string type = AssemblyUses.Outermost(use.Type).Name.Split('`')[0];
        return new SourceUse(file, type, isCreation ? "new" : use.Member, isCreation, declaringFile);
    }
}
