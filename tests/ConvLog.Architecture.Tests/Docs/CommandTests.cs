using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>Each documented command runs somewhere, or tests/ConvLog.Architecture.Tests/Docs/commands.txt gives the reason why not.</summary>
public partial class CommandTests
{
    private const string Table = "tests/ConvLog.Architecture.Tests/Docs/commands.txt";

    // ApiPageTests and .ci/check-install run all commands of these pages unchanged.
    private static readonly string[] s_pagesThatRun = ["docs/api.md", "docs/start.md", "docs/operate.md"];

    private static readonly (string Command, string How)[] s_rows =
    [
        .. File.ReadLines(Repository.FullPath(Table)).Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.LastIndexOf(" | ", StringComparison.Ordinal) is var end ? (line[..end], line[(end + 3)..]) : default),
    ];

    private static readonly Lazy<List<(string Page, int Line, string Command)>> s_quoted = new(() => [.. Quoted()]);

    [Fact]
    public void Every_documented_command_has_a_table_row()
        => s_quoted.Value.Where(static quoted => !s_rows.Any(row => IsOf(row.Command, quoted.Command)))
            .Select(static quoted => $"{quoted.Page}({quoted.Line}): {quoted.Command}")
            .ShouldBeNone($"Add the command to {Table}: who runs it, or why nobody does.");

    [Fact]
    public void Every_table_row_has_its_documented_command()
        => s_rows.Select(static row => row.Command).Where(static command => !s_quoted.Value.Exists(quoted => IsOf(command, quoted.Command)))
            .ShouldBeNone($"No page quotes this command any more: take it out of {Table}.");

    [Fact]
    public void How_each_row_says_a_command_is_verified_is_true()
        => s_rows.Where(static row => !IsSo(row.How)).Select(static row => $"{row.Command} | {row.How}")
            .ShouldBeNone("A row says run, start, \"in FILE: TEXT\" with a text that is in the file, or \"not: WHY\".");

    [Fact]
    public void Pages_whose_commands_all_run_are_named_where_they_run()
    {
        Read(".ci/check-install").Should().Contain("docs/start.md").And.Contain("docs/operate.md");
        Read("tests/WebConsole.Tests/ApiPageTests.cs").Should().Contain("each of its curl lines is sent");
    }

    /// <summary>Commands that are not run can still be checked by their text.</summary>
    [Fact]
    public void Documented_commands_name_projects_and_tests_that_exist()
    {
        List<string[]> files = [.. Repository.FilesUnder("tests").Where(static file => file.Extension is ".cs")
            .Select(static file => Word().Matches(file.Text).Select(static word => word.Value).Distinct(StringComparer.Ordinal).ToArray())];
        s_quoted.Value.SelectMany(static quoted => Named().Matches(quoted.Command).Select(name => (quoted, Name: name.Value)))
            .Where(named => named.Name.Contains('/', StringComparison.Ordinal) ? !Directory.Exists(Repository.FullPath(named.Name))
                : !files.Exists(words => named.Name.Split('.').All(part => words.Any(word => word.Contains(part, StringComparison.Ordinal)))))
            .Select(static named => $"{named.quoted.Page}({named.quoted.Line}): {named.Name}")
            .ShouldBeNone("A command names a project, or filters tests by a name, that does not exist.");
    }

    private static bool IsOf(string row, string command)
        => row.EndsWith('*') ? command.StartsWith(row[..^1], StringComparison.Ordinal) : string.Equals(row, command, StringComparison.Ordinal);

    private static bool IsSo(string how)
    {
        var place = Place().Match(how);
        return how is "run" or "start" || (how.StartsWith("not: ", StringComparison.Ordinal) && how.Length > 10)
            || (place.Success && Repository.Files.Any(file => file.Path.StartsWith(place.Groups["file"].Value, StringComparison.Ordinal)
                && Read(file.Path).Contains(place.Groups["text"].Value, StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Page, int Line, string Command)> Quoted()
        => Page.All.Where(static page => page.Path is "README.md" or "CONTRIBUTING.md"
                || page.Path.StartsWith("docs/", StringComparison.Ordinal) || page.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(static page => Prose.Code(page).Select(code => (page.Path, code.Number, code.Code)).Concat(InBlocks(page)))
            .Where(static quoted => Command().IsMatch(quoted.Item3))
            .Select(static quoted => (quoted.Path, quoted.Item2, quoted.Item3.Split("  #")[0].TrimEnd()));

    private static IEnumerable<(string Path, int Number, string Code)> InBlocks(RepositoryFile page)
        => s_pagesThatRun.Contains(page.Path, StringComparer.Ordinal) ? []
            : CodeBlock.Of(page, "sh").Concat(CodeBlock.Of(page, ""))
                .SelectMany(static block => block.Code.Split('\n').Select((line, index) => (block.Page, block.Line + index, line.Trim())));

    private static string Read(string path) => File.ReadAllText(Repository.FullPath(path));

    // A program with arguments: `dotnet test`, but not `curl` alone, which is only its name.
    [GeneratedRegex(@"^(?:[A-Z_0-9]+=\S+ )*(?:(?:dotnet|curl|psql|sqlite3|git|npm|docker) \S|\.ci/\w)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<=--project |dotnet test )(?:tests|samples)/[\w.]+|(?<=FullyQualifiedName~)[\w.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?:class|Task|void) \w+|\bnamespace [\w.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex("^in (?<file>[^:]+): (?<text>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
