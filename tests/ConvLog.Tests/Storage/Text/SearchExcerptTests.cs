using System.Text;
using ConvLog.Storage.Text;
using ConvLog.Tests.Properties;

namespace ConvLog.Tests.Storage.Text;

public class SearchExcerptTests
{
    private static SearchExcerpt Of(string search, params string[] texts) => SearchExcerpt.Of(AnySearch.Document(texts), SearchTerms.Parse(search));

    // The snippet with its highlights in brackets.
    private static string Marked(SearchExcerpt excerpt)
    {
        var text = new StringBuilder(excerpt.Snippet);
        foreach ((int start, int length) in excerpt.Highlights.Reverse())
        {
            text.Insert(start + length, ']').Insert(start, '[');
        }

        return text.ToString();
    }

    [Theory]
    [InlineData("table", "A Table for two", "A [Table] for two")]
    [InlineData("two table", "A table for two tables", "A [table] for [two] [table]s")]
    [InlineData("tab table", "table", "[table]")]
    [InlineData("abc bcd", "abcd bcde", "[abc]d [bcd]e")]
    [InlineData("予約 約を", "予約を", "[予約を]")]
    [InlineData("aaa", "aaaaa aaa", "[aaa]aa [aaa]")]
    [InlineData("4", "14, 4 or 40", "14, [4] or [4]0")]
    [InlineData("creme", "Une Crème, cre\u0300me!", "Une [Crème], [cre\u0300me]!")]
    [InlineData("cre", "Cre\u0301me", "[Cre\u0301]me")]
    [InlineData("strasse", "Die Straße hier", "Die [Straße] hier")]
    [InlineData("stras", "Die Straße hier", "Die [Straß]e hier")]
    [InlineData("istanbul", "In İSTANBUL 😀", "In [İSTANBUL] 😀")]
    [InlineData("ガス", "😀 ｶﾞｽ料金", "😀 [ｶﾞｽ]料金")]
    [InlineData("約", "予約、予約", "予[約]、予[約]")]
    [InlineData("𠀋", "a𠀋b", "a[𠀋]b")]
    [InlineData("한국", "나는 한국어", "나는 [한국]어")]
    [InlineData("हिन्दी", "मुझे हिन्दी आती", "मुझे [हिन्दी] आती")]
    [InlineData("fine", "so ﬁne", "so [ﬁne]")]
    [InlineData("soft", "so\u00ADft", "[so\u00ADft]")]
    [InlineData("\"for two\" table", "A table for\r\n two", "A [table] [for\r\n two]")]
    [InlineData("20:30", "at 20:30, not 2030", "at [20:30], not 2030")]
    [InlineData("it's", "It’s", "[It’s]")]
    [InlineData("شكرا", "شكـــرا جزيلا", "[شكـــرا] جزيلا")]
    public void Hits_are_marked_in_the_original_text(string search, string text, string expected) => Marked(Of(search, text)).Should().Be(expected);

    [Fact]
    public void The_part_is_the_first_that_has_a_hit_of_any_term()
    {
        var excerpt = Of("seven booked", "none", "for seven", "booked at seven");

        excerpt.Part.Should().Be("f0");
        Marked(excerpt).Should().Be("for [seven]");
    }

    [Fact]
    public void A_long_text_is_cut_around_the_first_hit_of_the_first_term()
    {
        string text = $"early {new string('x', 300)} first {new string('y', 300)} late";
        var excerpt = Of("first early late", text);

        excerpt.Snippet.Should().HaveLength(200).And.StartWith("…xxx").And.EndWith("yyy…");
        Marked(excerpt).Should().Contain("x [first] y");
        excerpt.Highlights.Should().Equal((61, 5));
    }

    [Fact]
    public void At_either_end_of_a_long_text_there_is_one_mark_only()
    {
        Of("first", $"first {new string('y', 300)}").Snippet.Should().HaveLength(200).And.StartWith("first yyy").And.EndWith("y…");
        Of("late", $"{new string('x', 300)} late").Snippet.Should().HaveLength(200).And.StartWith("…xxx").And.EndWith("x late");
        Of("late", $"{new string('x', 195)} late").Snippet.Should().HaveLength(200).And.NotContain("…");
        Of("late", $"{new string('x', 196)} late").Snippet.Should().HaveLength(200).And.StartWith("…");
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("e\u0301")]
    [InlineData("हि")]
    [InlineData("👩\uFE0F")]
    public void A_cut_is_between_whole_characters(string character)
    {
        string many = string.Concat(Enumerable.Repeat(character, 150));
        foreach (string shift in (string[])["", "x", "xy"])
        {
            var excerpt = Of("needle", $"{many}{shift} needle {shift}{many}");

            excerpt.Snippet.Length.Should().BeInRange(190, 200);
            excerpt.Snippet.Trim('…').Should().StartWith(character).And.EndWith(character);
            Marked(excerpt).Should().Contain(" [needle] ");
        }
    }

    [Fact]
    public void A_hit_longer_than_the_snippet_is_cut_too()
    {
        string word = string.Concat(Enumerable.Repeat("𐐨", 128));

        Marked(Of(word, $"before {word} after")).Should().Be($"…[{word[..198]}]…");
        Marked(Of(word, $"{word} after")).Should().Be($"[{word[..198]}]…");
    }

    [Fact]
    public void A_letter_under_hundreds_of_marks_is_cut_too()
    {
        string letter = "a" + new string('\u0301', 500);

        Marked(Of("abc", $"{letter}bc")).Should().Be($"[{letter[..199]}]…");
        Of("abc", $"{letter} abc").Snippet.Should().Be("… abc");
        Of("abc", $"abc {letter}").Snippet.Should().Be("abc …");
    }

    [Fact]
    public void Every_hit_has_an_excerpt_that_shows_it()
    {
        int hits = 0;
        Cases.Hold(AnySearch.Searched, searched => hits += HoldsFor(searched.Search, searched.Texts) ? 1 : 0);

        hits.Should().BeGreaterThan(100);
    }

    private static bool HoldsFor(string search, string[] texts)
    {
        var document = AnySearch.Document([.. texts.Select(static text => text + string.Concat(Enumerable.Repeat(text, 30)))]);
        if (AnySearch.Parse(search) is not { } terms || !terms.AreAllIn(document))
        {
            return false;
        }

        var excerpt = SearchExcerpt.Of(document, terms);

        excerpt.Snippet.Length.Should().BeInRange(1, 200);
        document.Parts.Single(part => string.Equals(part.Label, excerpt.Part, StringComparison.Ordinal)).Text.Should().Contain(excerpt.Snippet.Trim('…'));
        excerpt.Highlights.Should().NotBeEmpty();
        int end = -1;
        foreach ((int start, int length) in excerpt.Highlights)
        {
            start.Should().BeGreaterThan(end);
            length.Should().BePositive();
            end = start + length;
        }

        end.Should().BeLessThanOrEqualTo(excerpt.Snippet.Length);
        return true;
    }
}
