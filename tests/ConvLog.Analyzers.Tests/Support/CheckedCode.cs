using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers.Tests.Support;

/// <summary>Code whose lines name the rules they break in a trailing comment: <c>conv.Log.Info($"Slot {slot}"); // CL0002</c>.</summary>
internal static partial class CheckedCode
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new LogCallAnalyzer(), new LifetimeAnalyzer()];

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name is "ConvLog.dll" or "netstandard.dll"
                || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The using directives for code that has none of its own.</summary>
    public const string Usings = """
        using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using ConvLog;
        """;

    /// <summary>Asserts that the rules report exactly the commented lines of the members of a class.</summary>
    public static Task HoldsAsync(string members, string? rule = null, string settings = "")
        => HoldsForFileAsync($"{Usings} public class Functions {{\n{members}\n}}", rule, settings);

    /// <summary>Asserts that the rules report exactly the commented lines of a file.</summary>
    public static async Task HoldsForFileAsync(string code, string? rule = null, string settings = "")
    {
        bool Counts(string id) => rule is null || string.Equals(id, rule, StringComparison.Ordinal);
        var found = (await FindAsync(code, settings)).Where(diagnostic => Counts(diagnostic.Id))
            .ToLookup(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line, static diagnostic => diagnostic.Id);
        string[] lines = code.Split('\n');
        var given = lines.Select((line, number) => Marked(line, found[number]));
        var expected = lines.Select(line => Marked(line, Marks().Matches(line).Select(static mark => mark.Value).Where(Counts)));

        string.Join('\n', given).Should().Be(string.Join('\n', expected));
    }

    /// <summary>The diagnostics of a file, ordered by location.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FindAsync(string code, string settings = "")
    {
        var compilation = Compile(code);
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        errors.Should().BeEmpty("the code compiles");
        return await AnalyzeAsync(compilation, settings);
    }

    public static CSharpCompilation Compile(params string[] files) => CSharpCompilation.Create(
        "Checked",
        files.Select((file, number) => CSharpSyntaxTree.ParseText(file, new CSharpParseOptions(LanguageVersion.Latest), $"File{number}.cs")), s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, string settings = "")
    {
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new Settings(settings)),
            (failure, _, _) => failures.Add(failure.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers(s_analyzers, options).GetAnalyzerDiagnosticsAsync();
        failures.Should().BeEmpty();
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static string Marked(string line, IEnumerable<string> rules)
    {
        int mark = line.IndexOf("// CL", StringComparison.Ordinal);
        return $"{(mark < 0 ? line : line[..mark]).TrimEnd()} // {string.Join(' ', rules.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}";
    }

    [GeneratedRegex(@"(?<=// (?:CL\d{4} )*)CL\d{4}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Marks();

    private sealed class Settings(string text) : AnalyzerConfigOptionsProvider
    {
        private readonly Options _options = new(text);

        public override AnalyzerConfigOptions GlobalOptions => _options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;
    }

    private sealed class Options(string text) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);

        public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
    }
}
