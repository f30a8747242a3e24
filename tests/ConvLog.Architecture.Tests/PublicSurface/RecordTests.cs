using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>
/// No public record is positional. A new property of a positional record changes its constructor and its <c>Deconstruct</c>, which breaks compiled programs.
/// </summary>
public class RecordTests
{
    public static TheoryData<string> Packages() => [.. BuiltPackage.Names];

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_public_record_of_a_package_is_positional(string package)
        => Positional(BuiltPackage.ForNet10(package))
            .ShouldBeNone(
            "Give the record properties with init accessors, required where they must be given, and a constructor where hosts make it of two or three values.");

    [Fact]
    public void Positional_records_are_detected_and_other_records_are_not()
        => Positional(CompiledSource.Symbols("""
            namespace Zoo
            {
                public sealed record Lion(string Name);
                public abstract record Animal(string Name) { public int Legs { get; init; } }
                public readonly record struct Cage(int Size);
                public record Pair<T>(T First, T Second);
                public static class House { public sealed record Door(bool IsOpen); }

                internal sealed record Hidden(string Name);
                public sealed record Required { public required string Name { get; init; } }
                public sealed record Made { public Made(string name) => Name = name; public string Name { get; init; } }
                public readonly record struct Size { public Size(int value) => Value = value; public int Value { get; init; } }
                public sealed record Split { public string Name { get; init; } = ""; public void Deconstruct(out string name) => name = Name; }
                public sealed record Empty;
                public sealed class Primary(string name) { public string Name => name; }
            }
            """)).Should().BeEquivalentTo("Zoo.Animal", "Zoo.Cage", "Zoo.House.Door", "Zoo.Lion", "Zoo.Pair<T>");

    // Only the compiler marks a Deconstruct method as generated, and it generates one for every record with positional parameters.
    private static IEnumerable<string> Positional(IAssemblySymbol assembly)
        => SurfaceText.Types(assembly)
            .Where(static type => type.GetMembers("Deconstruct")
            .Any(static member => member.GetAttributes().Any(static a => a.AttributeClass?.Name is nameof(CompilerGeneratedAttribute))))
            .Select(static type => type.ToDisplayString());
}
