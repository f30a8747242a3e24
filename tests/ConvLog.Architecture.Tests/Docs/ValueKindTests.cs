using System.Text.RegularExpressions;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>docs/values.md lists the kinds of values that the tests log.</summary>
public partial class ValueKindTests
{
    [Fact]
    public void The_values_page_lists_every_tested_kind()
    {
        string page = Page.At("docs/values.md").Text.Replace("`", "", StringComparison.Ordinal);
        string table = File.ReadAllText(Repository.FullPath("tests/ConvLog.Tests/Entries/ValueTable.cs"));
        string[] kinds = [.. Kind().Matches(table).Select(static row => row.Groups["kind"].Value)];

        kinds.Should().HaveCountGreaterThan(120);
        kinds.Where(kind => !page.Contains(kind, StringComparison.Ordinal)).ShouldBeNone("Name these kinds in docs/values.md.");
    }

    [GeneratedRegex("^ {8}\\(\"(?<kind>[^\"]+)\", ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();
}
