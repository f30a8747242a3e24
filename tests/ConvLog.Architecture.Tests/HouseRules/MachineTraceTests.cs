using System.Buffers;
using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>No file refers to the machine it was written on or to a package host, because both differ for other developers.</summary>
public partial class MachineTraceTests
{
    // Every match of the pattern contains one of these. Searching for them first is much faster than matching every line.
    private static readonly SearchValues<string> s_parts = SearchValues.Create(
        ["/home/", "/root/", "/Users/", "/work/", "/mnt/", "/__w/", @":\Users\", "nuget.", "npmjs.", "pypi.", "crates.", "myget.", "pkgs.dev.azure.",
            "pkg.github.", Repository.Root + "/"], StringComparison.Ordinal);

    [Theory]
    [InlineData("see /home/ada/notes.txt")]
    [InlineData("\"/root/." + "packages\"")]
    [InlineData(@"C:\Users\ada")]
    [InlineData("https://api.nuget" + ".org/v3/index.json")]
    [InlineData("registry.npmjs" + ".org")]
    public void A_machine_trace_is_found(string line) => Found(line).Should().NotBeNull();

    [Theory]
    [InlineData("https://example.com/home/")]
    [InlineData("samples/home/Page.cs")]
    [InlineData("dotnet nuget locals")]
    [InlineData("../root/file")]
    public void Text_that_only_resembles_a_machine_trace_is_accepted(string line) => Found(line).Should().BeNull();

    [Fact]
    public void No_file_contains_a_machine_path_or_a_package_host()
        => Repository.Files.Where(static file => file.IsText && file.Name is not nameof(MachineTraceTests) + ".cs" && MayHold(file.Text))
            .SelectMany(static file => file.Lines.Select((line, index) => (file.Path, Number: index + 1, Match: Found(line))))
            .Where(static found => found.Match is not null)
            .Select(static found => $"{found.Path}({found.Number}): {found.Match}")
            .ShouldBeNone("Use a path from the repository's root, an environment variable, or the user's own configuration.");

    private static bool MayHold(string text) => text.AsSpan().ContainsAny(s_parts);

    private static string? Found(string line)
    {
        if (!MayHold(line))
        {
            return null;
        }

        var match = Trace().Match(line);
        return match.Success ? match.Value : line.Contains(Repository.Root + "/", StringComparison.Ordinal) ? Repository.Root : null;
    }

    [GeneratedRegex(
        """(?<![\w.)}*-])/(home|root|Users|work|mnt|__w)/[\w./-]+|[A-Za-z]:\\Users\\|\b(nuget|npmjs|pypi|crates|myget|pkgs\.dev\.azure|pkg\.github)\.(org|com|io)\b""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trace();
}
