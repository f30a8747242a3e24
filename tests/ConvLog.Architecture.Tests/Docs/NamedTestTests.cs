using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>Tests that a page names for its statements exist, so that an auditor can check each statement.</summary>
public partial class NamedTestTests
{
    [Fact]
    public void Tests_that_a_page_names_exist()
    {
        var tests = TestNames();
        Page.All.SelectMany(static page => Prose.Code(page).Where(static code => TestName().IsMatch(code.Code))
            .Select(code => (page.Path, code.Number, code.Code)))
            .Where(named => !tests.Contains(named.Code))
            .Select(static named => $"{named.Path}({named.Number}): {named.Code}")
            .ShouldBeNone("No test class has this test: a test is named as Class.Method.");
    }

    [Fact]
    public void Every_statement_about_personal_data_names_its_test()
        => Page.At("docs/privacy-tests.md").Lines
            .Select(static (line, index) => (Text: line, Number: index + 1))
            .Where(static line => line.Text.StartsWith("| ", StringComparison.Ordinal) && !line.Text.StartsWith("| what holds", StringComparison.Ordinal))
            .Where(static line => !TestNameInside().IsMatch(line.Text) && !line.Text.Contains("no test:", StringComparison.Ordinal))
            .Select(static line => $"docs/privacy-tests.md({line.Number}): {line.Text}")
            .ShouldBeNone("Each row of a table headed \"what holds\" names a test as `Class.Method`, or says \"no test:\" and why.");

    private static HashSet<string> TestNames()
        => Repository.FilesUnder("tests").Where(static file => file.Extension is ".cs")
            .SelectMany(static file => ClassName().Matches(file.Text)
            .SelectMany(type => MethodName().Matches(file.Text).Select(method => $"{type.Groups["name"].Value}.{method.Groups["name"].Value}")))
            .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Z]\w*\.[A-Z]\w*_\w+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"`[A-Z]\w*\.[A-Z]\w*_\w+`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestNameInside();

    [GeneratedRegex(@"\bclass (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClassName();

    [GeneratedRegex(@"\bpublic (async )?(static )?(void|Task) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MethodName();
}
