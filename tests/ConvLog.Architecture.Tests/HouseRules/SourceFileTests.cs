using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>Behaviour can be found by folder and file names: files are short, contain one type and are named for it.</summary>
public partial class SourceFileTests
{
    private const int LongestSource = 300;
    private const int LongestTest = 400;
    private const int LongestCompanion = 15;
    private const int MostFilesInRoot = 12;

    private static readonly string[] s_sources = [".cs", ".fs", ".vb", ".razor", ".css", ".js"];

    // Names without meaning.
    private static readonly string[] s_empty = ["Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Common", "Misc"];

    [Fact]
    public void No_file_of_src_and_samples_is_longer_than_300_lines_and_no_test_than_400()
        => Repository.FilesUnder("src", "samples", "tests")
            .Where(static file => s_sources.Contains(file.Extension, StringComparer.Ordinal))
            .Select(static file => (file.Path, file.Lines.Count,
            Longest: file.Path.StartsWith("tests/", StringComparison.Ordinal) ? LongestTest : LongestSource))
            .Where(static file => file.Count > file.Longest)
            .Select(static file => $"{file.Path}: {file.Count} lines, at most {file.Longest}")
            .ShouldBeNone("Split a long file by aspect (SqliteStore.Writing.cs) or, a test, by scenario.");

    [Fact]
    public void No_line_exceeds_160_characters_except_in_quotations()
        => SourceFile.All.SelectMany(static source => source.WideLines.Select(line => $"{source.File.Path}({line})"))
            .Concat(Repository.FilesUnder("src", "tests").Where(static file => file.Extension is ".fs" or ".vb")
                .SelectMany(static file => file.Lines.Select((line, index) => (line.Length, Place: $"{file.Path}({index + 1})")))
                .Where(static line => line.Length > SourceFile.WidestLine).Select(static line => line.Place))
            .ShouldBeNone($"Break lines after {SourceFile.WidestLine} characters.");

    [Fact]
    public void A_line_of_a_component_and_of_its_class_never_exceeds_160_characters()
        => Repository.FilesUnder("src")
            .Where(static file => file.Name.EndsWith(".razor", StringComparison.Ordinal) || file.Name.EndsWith(".razor.cs", StringComparison.Ordinal))
            .SelectMany(static file => file.Lines.Select((line, index) => (line.Length, Place: $"{file.Path}({index + 1})")))
            .Where(static line => line.Length > SourceFile.WidestLine).Select(static line => line.Place)
            .ShouldBeNone($"Break lines after {SourceFile.WidestLine} characters: inside tags, between attributes or in expressions.");

    [Fact]
    public void A_Razor_component_has_no_code_block()
        => Repository.FilesUnder("src").Where(static file => file.Extension is ".razor")
            .SelectMany(static file => file.Lines.Select((line, index) => (line, Place: $"{file.Path}({index + 1})")))
            .Where(static line => CodeBlock().IsMatch(line.line)).Select(static line => line.Place)
            .ShouldBeNone("A component is markup. Write its code in a partial class, Component.razor.cs.");

    [Fact]
    public void A_file_has_one_top_level_type_followed_only_by_small_related_types()
        => SourceFile.All.SelectMany(static source => source.TopLevelTypes.Skip(1).Where(static type => type.Lines > LongestCompanion || type.IsPublic)
            .Select(type => $"{source.File.Path}: {type.Name}"))
            .ShouldBeNone($"Give a type that is public, or longer than {LongestCompanion} lines, a file of its own.");

    [Fact]
    public void A_file_is_named_for_its_type_or_for_an_aspect_of_it()
        => SourceFile.All.Where(static source => source.TopLevelTypes.Count > 0 && !IsNamedFor(source.File.Name, source.TopLevelTypes[0].Name))
            .Select(static source => $"{source.File.Path}: {source.TopLevelTypes[0].Name}")
            .ShouldBeNone("Name the file Type.cs, or Type.Aspect.cs where the type is partial.");

    [Fact]
    public void The_root_folder_of_a_package_has_few_files()
        => Repository.FilesUnder("src").Where(static file => file.Folder.Count(static c => c == '/') == 1 && file.Name is not "README.md")
            .GroupBy(static file => file.Folder, StringComparer.Ordinal)
            .Where(static package => package.Count() > MostFilesInRoot)
            .Select(static package => $"{package.Key}: {package.Count()} files, at most {MostFilesInRoot}")
            .ShouldBeNone("Sort what users need not see first into folders.");

    [Fact]
    public void No_folder_or_type_has_a_meaningless_name()
    {
        var folders = Repository.FilesUnder("src", "samples", "tests").Select(static file => file.Folder).Distinct(StringComparer.Ordinal)
            .Where(static folder => SaysNothing(folder));
        var types = SourceFile.All.SelectMany(static source => source.AllTypes.Where(SaysNothing).Select(type => $"{source.File.Path}: {type}"));

        folders.Concat(types).ShouldBeNone($"Name a folder or type for what it is in the field, not {string.Join(", ", s_empty)}.");
    }

    private static bool IsNamedFor(string file, string type)
        => file.StartsWith(type + ".", StringComparison.Ordinal)
            && (string.Equals(file, type + ".cs", StringComparison.Ordinal) || Aspect().IsMatch(file[type.Length..]));

    private static bool SaysNothing(string name) => Words().Matches(name).Any(static word => s_empty.Contains(word.Value, StringComparer.OrdinalIgnoreCase));

    // .Aspect.cs, or the code-behind of a page: .razor.cs.
    [GeneratedRegex(@"^\.[A-Za-z0-9]+\.cs$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Aspect();

    [GeneratedRegex(@"@(code|functions)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
