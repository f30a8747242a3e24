using ConvLog.Storage.Text;
using ConvLog.Tests.Faults;
using ConvLog.Tests.Properties;

namespace ConvLog.Tests.Storage.Text;

public class SearchTermsTests
{
    private static bool Finds(string search, params string[] texts) => SearchTerms.Parse(search).AreAllIn(AnySearch.Document(texts));

    [Theory]
    [InlineData("table", "Booked a TABLE.", true)]
    [InlineData("abl", "Booked a table.", true)]
    [InlineData("tabl*", "Booked a table.", true)]
    [InlineData("table*", "Booked a table.", true)]
    [InlineData("able*", "Booked a table.", true)]
    [InlineData("tables", "Booked a table.", false)]
    [InlineData("creme", "Crème brûlée", true)]
    [InlineData("CRÈME", "creme", true)]
    [InlineData("409", "status 1409", true)]
    [InlineData("1409", "status 409", false)]
    public void Three_characters_or_more_find_any_part_of_a_word(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("ok", "that is OK.", true)]
    [InlineData("ok", "booked", false)]
    [InlineData("ok", "booked, ok", true)]
    [InlineData("4", "table for 4", true)]
    [InlineData("4", "table for 14", false)]
    [InlineData("a", "b-a-b", true)]
    [InlineData("é", "e", true)]
    [InlineData("ok", "ok\u0947", false)]
    [InlineData("ok", "okです", true)]
    [InlineData("c#", "in C# only", true)]
    [InlineData("c#", "in abc# only", false)]
    [InlineData("c#", "in c only", false)]
    [InlineData("#7", "ticket #7", true)]
    [InlineData("#7", "ticket #78", false)]
    [InlineData("𐐨𐐩", "𐐀𐐁", true)]
    [InlineData("𐐨𐐩", "𐐀𐐁𐐀", false)]
    [InlineData("𐐀𐐁𐐂", "𐐀𐐀𐐁𐐂𐐂", true)]
    public void One_or_two_characters_find_a_whole_word(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("crm-upsert", "the CRM-upsert failed", true)]
    [InlineData("crm-upsert", "the crm upsert failed", false)]
    [InlineData("ann@example.com", "mail to Ann@Example.com!", true)]
    [InlineData("n@exa", "mail to Ann@Example.com!", true)]
    [InlineData("+4915", "call +49151234", true)]
    [InlineData("+4915", "call 49151234", false)]
    [InlineData("a-b abc", "data-base abc", true)]
    [InlineData("a-b abc", "a b abc", false)]
    [InlineData("👍 yes", "yes 👍", true)]
    [InlineData("👍 yes", "yes", false)]
    public void Signs_are_taken_as_they_are(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("予", "予約をお願いします", true)]
    [InlineData("約を", "予約をお願いします", true)]
    [InlineData("予約*", "予約をお願いします", true)]
    [InlineData("予を", "予約をお願いします", false)]
    [InlineData("桌子", "我想订一张桌子", true)]
    [InlineData("예약", "내일 예약했어요", true)]
    [InlineData("약", "내일 예약했어요", true)]
    [InlineData("야", "내일 예약했어요", false)]
    [InlineData("ガス", "ｶﾞｽ料金", true)]
    [InlineData("サーバー", "サーバーが", true)]
    [InlineData("𠀋", "丈は𠀋と書く", true)]
    [InlineData("𠀋", "丈", false)]
    [InlineData("iphone予約", "iPhone予約", true)]
    public void Chinese_Japanese_and_Korean_need_no_spaces_and_one_character(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("ısparta", "ISPARTA")]
    [InlineData("ISPARTA", "Isparta")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("strasse", "Hauptstraße 5")]
    [InlineData("HAUPTSTRAẞE", "Hauptstraße 5")]
    [InlineData("munchen", "München")]
    [InlineData("οδος", "ΟΔΟΣ")]
    [InlineData("قهوة", "أريد قهوة من فضلك")]
    [InlineData("กาแฟ", "ขอกาแฟหนึ่งแก้ว")]
    [InlineData("हिन्दी", "मुझे हिन्दी आती है")]
    [InlineData("है", "मुझे हिन्दी आती है")]
    [InlineData("кофе", "Два КОФЕ")]
    public void Any_language_is_found(string search, string text) => Finds(search, text).Should().BeTrue();

    [Fact]
    public void All_terms_must_be_found_each_in_any_part_and_in_any_order()
    {
        Finds("seven table", "Table booked", "at seven").Should().BeTrue();
        Finds("table eight", "Table booked", "at seven").Should().BeFalse();
        Finds("bookedat", "booked", "at").Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\u3000")]
    [InlineData("-- ... !")]
    [InlineData("*")]
    [InlineData("***")]
    [InlineData("a-b")]
    [InlineData("a.b cd.ef")]
    [InlineData("👍")]
    [InlineData("\u0301\u200B")]
    [InlineData("¨")]
    public void Nothing_to_search_for_is_refused(string search)
        => FluentActions.Invoking(() => SearchTerms.Parse(search)).Should().Throw<ArgumentException>()
            .WithMessage("*nothing to search for*3 letters or digits in a row*");

    [Theory]
    [InlineData("xyq*", false)]
    [InlineData("xq*", true)]
    [InlineData("table 5*", true)]
    [InlineData("é*", true)]
    [InlineData("q**", true)]
    [InlineData("予*", false)]
    [InlineData("crm-*", false)]
    public void The_beginning_of_a_word_needs_three_characters(string search, bool refused)
    {
        var parsing = FluentActions.Invoking(() => SearchTerms.Parse(search));

        if (refused)
        {
            parsing.Should().Throw<ArgumentException>().WithMessage("Word ? of the search text*fewer than 3*leave out the asterisk*").Which.Message.Should()
                .NotContain(search);
        }
        else
        {
            parsing.Should().NotThrow();
        }
    }

    [Fact]
    public void Too_long_a_text_is_refused()
    {
        SearchTerms.Parse(new string('q', 256)).Terms.Should().ContainSingle();
        FluentActions.Invoking(() => SearchTerms.Parse(new string('q', 257))).Should().Throw<ArgumentException>()
            .WithMessage("*257 characters*256*").Which.Message.Should().NotContain("qq");
    }

    [Fact]
    public void Too_many_words_are_refused()
    {
        SearchTerms.Parse(Words(16)).Terms.Should().HaveCount(16);
        FluentActions.Invoking(() => SearchTerms.Parse(Words(17))).Should().Throw<ArgumentException>().WithMessage("*17 words*16*").Which.Message.Should()
            .NotContain("qxq");

        static string Words(int count) => string.Join(' ', Enumerable.Repeat("qxq", count));
    }

    [Fact]
    public void Whatever_is_searched_for_finds_itself_or_is_refused() => Cases.Hold(AnySearch.Text, static text => FindsItself(text));

    [SharedDataFact]
    public void Naughty_strings_find_themselves_or_are_refused()
    {
        foreach (string text in NaughtyData.Strings)
        {
            FindsItself(text);
        }
    }

    // Parse lets an ArgumentException through alone.
    private static void FindsItself(string text)
    {
        if (AnySearch.Parse(text) is { } terms)
        {
            terms.Terms.Should().NotBeEmpty().And.OnlyContain(static term => term.Text.Length > 0);
            terms.Grams.Should().NotBeEmpty();
            terms.AreAllIn(AnySearch.Document(text)).Should().BeTrue();
        }
    }
}
