using ConvLog.Storage.Text;
using ConvLog.Tests.Faults;
using ConvLog.Tests.Properties;

namespace ConvLog.Tests.Storage.Text;

public class SearchTermsTests
{
    private static bool Finds(string search, params string[] texts) => SearchTerms.Parse(search).AreAllIn(AnySearch.Document(texts));

    [Theory]
    [InlineData("table", "Booked a TABLE.", true)]
    [InlineData("apart", "An Apartment", true)]
    [InlineData("partment", "An apartment", false)]
    [InlineData("t", "Booked a table.", true)]
    [InlineData("a", "booked", false)]
    [InlineData("tabl*", "Booked a table.", true)]
    [InlineData("able*", "Booked a table.", false)]
    [InlineData("tables", "Booked a table.", false)]
    [InlineData("creme", "Crème brûlée", true)]
    [InlineData("CRÈME", "creme", true)]
    [InlineData("409", "status 409", true)]
    [InlineData("409", "status 1409", false)]
    [InlineData("40", "status 409", true)]
    [InlineData("4", "table for 14", false)]
    [InlineData("a", "b-a-b", true)]
    [InlineData("é", "e", true)]
    [InlineData("ok", "okです", true)]
    [InlineData("𐐨𐐩", "𐐀𐐁𐐀", true)]
    [InlineData("𐐀𐐁𐐂", "𐐀𐐀𐐁𐐂𐐂", false)]
    public void A_word_is_found_from_its_beginning(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("20:30", "Table at 20:30 today", true)]
    [InlineData("20:30", "Table at 20.30 today", false)]
    [InlineData("20:30", "Table at 120:30", false)]
    [InlineData("30:20", "Table at 20:30", false)]
    [InlineData("9.99", "for 9.99 EUR", true)]
    [InlineData("9.99", "for 9 99 EUR", false)]
    [InlineData("12,50", "for 12,50", true)]
    [InlineData("v2.1", "since v2.1.4", true)]
    [InlineData("AB-12-CD", "reference ab-12-cd.", true)]
    [InlineData("AB-12-CD", "reference AB 12 CD", false)]
    [InlineData("it's", "It's late", true)]
    [InlineData("it's", "It’s late", true)]
    [InlineData("it’s", "it's late", true)]
    [InlineData("it's", "its late", false)]
    [InlineData("a_b", "see user_id=42 in a_b", true)]
    [InlineData("id=42", "see user_id=42 in a_b", true)]
    [InlineData("1–2", "1-2 days", true)]
    [InlineData("c#", "in C# only", true)]
    [InlineData("c#", "in abc# only", false)]
    [InlineData("#7", "ticket #78", true)]
    [InlineData("$5", "costs $5.00", true)]
    public void Words_joined_by_punctuation_are_compared_exactly(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("\"table for two\"", "A table for two, please", true)]
    [InlineData("\"table for two\"", "for two a table", false)]
    [InlineData("\"table for two\"", "A TABLE  for\r\n two", true)]
    [InlineData("\"  table for tw \"", "A table for two", true)]
    [InlineData("\"able for\"", "A table for two", false)]
    [InlineData("\"yes, please\"", "Yes, please!", true)]
    [InlineData("\"yes, please\"", "Yes please!", false)]
    [InlineData("“table for” two", "two: a table for", true)]
    [InlineData("\"for two\" \"a table\"", "a table for two", true)]
    [InlineData("\"table\"", "a table", true)]
    [InlineData("\"\" table", "a table", true)]
    [InlineData("\"table for", "a \"table for", true)]
    [InlineData("\"table for", "a table for", false)]
    [InlineData("5\" screen", "a 5\" screen", true)]
    [InlineData("予 \"約を お\"", "予約を お願い", true)]
    public void Phrase_in_quotation_marks_is_found_in_order(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("crm-upsert", "the CRM-upsert failed", true)]
    [InlineData("crm-upsert", "the crm upsert failed", false)]
    [InlineData("ann@example.com", "mail to Ann@Example.com!", true)]
    [InlineData("ann@exa", "mail to Ann@Example.com!", true)]
    [InlineData("n@exa", "mail to Ann@Example.com!", false)]
    [InlineData("+4915", "call +49151234", true)]
    [InlineData("+4915", "call 49151234", false)]
    [InlineData("a-b abc", "data-base abc", false)]
    [InlineData("a-b abc", "a b abc", false)]
    [InlineData("👍 yes", "yes 👍", true)]
    [InlineData("👍 yes", "yes", false)]
    public void Symbols_are_searched_literally(string search, string text, bool found) => Finds(search, text).Should().Be(found);

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
    [InlineData("約iphone", "予約iPhone", true)]
    [InlineData("กาแฟ", "ขอกาแฟหนึ่งแก้ว", true)]
    [InlineData("แ", "ขอกาแฟหนึ่งแก้ว", true)]
    [InlineData("แฟกา", "ขอกาแฟหนึ่งแก้ว", false)]
    [InlineData("កាហ្វេ", "សូមកាហ្វេមួយ", true)]
    [InlineData("ကော်ဖီ", "ကျွန်တော်ကော်ဖီလိုချင်တယ်", true)]
    public void Scripts_without_spaces_need_one_character(string search, string text, bool found) => Finds(search, text).Should().Be(found);

    [Theory]
    [InlineData("ısparta", "ISPARTA")]
    [InlineData("ISPARTA", "Isparta")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("strasse", "In der Straße 5")]
    [InlineData("HAUPTSTRAẞE", "Hauptstraße 5")]
    [InlineData("munchen", "München")]
    [InlineData("οδος", "ΟΔΟΣ")]
    [InlineData("قهوة", "أريد قهوة من فضلك")]
    [InlineData("قهوه", "قَهْوَه")]
    [InlineData("قَهْوَة", "أريد قهوة من فضلك")]
    [InlineData("شكرا", "شكـــرا")]
    [InlineData("احمد", "أحمد")]
    [InlineData("שלום", "שָׁלוֹם")]
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
    [InlineData("\"\"")]
    [InlineData("\" - \"")]
    [InlineData("👍")]
    [InlineData("\u0301\u200B")]
    [InlineData("¨")]
    public void A_search_without_words_is_refused(string search)
        => FluentActions.Invoking(() => SearchTerms.Parse(search)).Should().Throw<ArgumentException>()
            .WithMessage("*nothing to search for*no letter and no digit*");

    [Theory]
    [InlineData("table", "table*")]
    [InlineData("a", "a*")]
    [InlineData("9.99", "9 99*")]
    [InlineData("it's", "it")]
    [InlineData("it's late", "it late*")]
    [InlineData("a-b", "a")]
    [InlineData("- a", "a*")]
    [InlineData("\"Table for two\"", "for table two*")]
    [InlineData("crm-", "crm")]
    [InlineData("abcdefghijklmnopqrst", "abcdefghijklmnop*")]
    [InlineData("予", "予*")]
    [InlineData("予約を", "予約 約を")]
    [InlineData("予約ok", "ok* 予約")]
    [InlineData("a1 b22 c333 d4444 e55555 f666666 g7777777 h88888888 i999999999 j", "b22* c333* d4444* e55555* f666666* g7777777* h88888888* i999999999*")]
    public void The_most_selective_words_are_looked_up_in_the_index(string search, string expected)
        => SearchTerms.Parse(search).Words.Select(static word => word.Text + (word.IsBeginning ? "*" : "")).Should()
            .BeEquivalentTo(expected.Split(' '));

    [Fact]
    public void A_word_of_a_megabyte_is_searched()
    {
        string word = new('a', 1_000_000);

        Finds("aaaa", word).Should().BeTrue();
        Finds("aaab", word).Should().BeFalse();
        Finds("baaa", word).Should().BeFalse();
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
    public void Any_text_finds_itself_or_is_refused() => Cases.Hold(AnySearch.Text, static text => FindsItself(text));

    [SharedDataFact]
    public void Naughty_strings_find_themselves_or_are_refused()
    {
        foreach (string text in NaughtyData.Strings)
        {
            FindsItself(text);
        }
    }

    // AnySearch.Parse handles ArgumentException only; any other exception fails the test.
    private static void FindsItself(string text)
    {
        if (AnySearch.Parse(text) is { } terms)
        {
            terms.Terms.Should().NotBeEmpty().And.OnlyContain(static term => term.Text.Length > 0);
            terms.Words.Should().NotBeEmpty();
            terms.AreAllIn(AnySearch.Document(text)).Should().BeTrue();
        }
    }
}
