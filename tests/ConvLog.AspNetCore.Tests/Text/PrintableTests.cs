using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Tests.Text;

public sealed class PrintableTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\tc\r\nd", "a\nb\tc\nd")]
    [InlineData("a\rb", "a[U+000D]b")]
    [InlineData("\u0000\u0007\u001B\u007F\u0085", "[U+0000][U+0007][U+001B][U+007F][U+0085]")]
    [InlineData("\u202Eevil\u202C", "[U+202E]evil[U+202C]")]
    [InlineData("שלום\u200F!", "שלום\u200F!")]
    [InlineData("👩\u200D👩\u200D👧", "👩\u200D👩\u200D👧")]
    public void A_block_keeps_lines_and_shows_invisible_characters_by_name(string? text, string shown) => Printable.Block(text).Should().Be(shown);

    [Theory]
    [InlineData("a\nb\tc\r\nd", "a↵b c↵d")]
    [InlineData("a\u2028b", "a[U+2028]b")]
    public void A_line_contains_no_line_breaks(string text, string shown) => Printable.Line(text).Should().Be(shown);

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcdef…")]
    [InlineData("abcde🙂", 6, "abcde…")]
    public void Truncation_never_splits_a_character(string text, int length, string cut) => Printable.Cut(text, length).Should().Be(cut);
}
