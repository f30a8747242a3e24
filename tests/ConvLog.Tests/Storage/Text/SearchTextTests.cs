using System.Globalization;
using System.Text;
using ConvLog.Storage.Text;
using ConvLog.Tests.Faults;
using ConvLog.Tests.Properties;

namespace ConvLog.Tests.Storage.Text;

public class SearchTextTests
{
    [Theory]
    [InlineData("Plain ASCII, 42!", "plain ascii, 42!")]
    [InlineData("Crème Brûlée", "creme brulee")]
    [InlineData("Cre\u0300me", "creme")]
    [InlineData("MÜNCHEN", "munchen")]
    [InlineData("STRASSE Straße STRAẞE", "strasse strasse strasse")]
    [InlineData("İstanbul Isparta ISPARTA ısparta", "istanbul isparta isparta isparta")]
    [InlineData("ΟΔΟΣ οδος", "οδοσ οδοσ")]
    [InlineData("ЁЛКА Йод", "елка иод")]
    [InlineData("ﬁne ½ Ⅷ ²", "fine 1⁄2 viii 2")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("ｶﾞｷﾞ か\u3099", "ガギ が")]
    [InlineData("한글 \u1112\u1161\u11AB", "한글 한")]
    [InlineData("葛\uDB40\uDD00城", "葛城")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth \uFEFFbom \u202Eright", "softhyphen zerowidth bom right")]
    [InlineData("❤\uFE0F👩\u200D🔬", "❤👩🔬")]
    [InlineData("nul\0 stays", "nul\0 stays")]
    [InlineData("קָפֶה قَهْوَة شكـرا أحمد", "קפה قهوة شكرا احمد")]
    [InlineData("It’s “so” – 5‑6", "it's \"so\" - 5-6")]
    [InlineData("many \t\r\n\u00A0 spaces\u3000 ", "many spaces ")]
    [InlineData("", "")]
    public void Case_accents_width_and_invisible_marks_are_removed(string text, string expected) => SearchText.Normalize(text).Should().Be(expected);

    [Fact]
    public void Noncharacters_are_replaced_or_kept()
    {
        SearchText.Normalize("É\uD800\uDC00\uD800b\uDC00").Should().Be("e\U00010000\uFFFDb\uFFFD");
        SearchText.Normalize("É\uFFFE\uFFFF\uFDD0\U0001FFFE").Should().Be("e\uFFFD\uFFFF\uFDD0\U0001FFFE");
    }

    [Theory]
    [InlineData("ภาษาไทย")]
    [InlineData("हिन्दी")]
    [InlineData("我想订一张桌子")]
    [InlineData("한국어")]
    [InlineData("𠀋𠂉")]
    [InlineData("😀")]
    public void Marks_and_letters_of_other_scripts_are_kept(string text) => SearchText.Normalize(text).Should().Be(text);

    // The fast path must give the same result as normalization. The pieces of a text are normalized separately to map positions back to the original.
    [Theory]
    [InlineData("a")]
    [InlineData("か")]
    [InlineData("\u1112")]
    [InlineData("하")]
    [InlineData("\u09C7")]
    [InlineData("字")]
    public void No_character_changes_the_piece_before_it(string before)
    {
        var wrong = Characters()
            .Select(character => before + character)
            .Where(text => !string.Equals(new MappedText(text).Normalized, SearchText.Normalize(text), StringComparison.Ordinal) || !SameTheLongWay(text))
            .Select(static text => string.Join(' ', text.Select(static c => ((int)c).ToString("X4", CultureInfo.InvariantCulture))));

        wrong.Should().BeEmpty();

        // An é disables the fast path.
        static bool SameTheLongWay(string text) => string.Equals(SearchText.Normalize(text + "é")[..^1], SearchText.Normalize(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_normalized_and_each_unit_maps_to_the_original() => Cases.Hold(AnySearch.Text, static text =>
    {
        var mapped = new MappedText(text);

        mapped.Normalized.Should().Be(SearchText.Normalize(text));
        for (int i = 0; i < mapped.Normalized.Length; i++)
        {
            (int start, int end) = mapped.InOriginal(i, 1);
            SearchText.Normalize(text[start..end]).Should().Contain(mapped.Normalized[i].ToString());
        }
    });

    [SharedDataFact]
    public void Naughty_strings_have_a_form_too()
    {
        foreach (string text in NaughtyData.Strings)
        {
            new MappedText(text).Normalized.Should().Be(SearchText.Normalize(text));
        }
    }

    // All assigned characters, but only a sample of long runs of Han and Hangul.
    private static IEnumerable<string> Characters() => Enumerable.Range(0, 0x30000)
        .Where(static c => Rune.IsValid(c) && (c is < 0x3400 or >= 0xD7A4 and < 0x20000 || c % 97 == 0))
        .Select(static c => new Rune(c))
        .Where(static rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse))
        .Select(static rune => rune.ToString());
}
