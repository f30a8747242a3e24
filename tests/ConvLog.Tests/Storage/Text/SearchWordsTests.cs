using ConvLog.Storage.Text;
using ConvLog.Tests.Faults;
using ConvLog.Tests.Properties;

namespace ConvLog.Tests.Storage.Text;

public class SearchWordsTests
{
    private static List<string> Of(string normalized)
    {
        List<string> words = [];
        foreach (var word in new SearchWords(normalized))
        {
            words.Add(normalized.Substring(word.Start, word.Length));
        }

        return words;
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-- !", "")]
    [InlineData("a table, at 20:30", "a|table|at|20|30")]
    [InlineData("ab12-x", "ab12|x")]
    [InlineData("予約を", "予約|約を|を")]
    [InlineData("予", "予")]
    [InlineData("iphone予約x", "iphone|予約|約|x")]
    [InlineData("𠀋𠂉", "𠀋𠂉|𠂉")]
    [InlineData("0123456789abcdefgh", "0123456789abcdef")]
    [InlineData("𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨", "𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨")]
    public void A_text_is_kept_as_beginnings_of_words_and_pairs(string normalized, string expected)
        => string.Join('|', Of(normalized)).Should().Be(expected);

    [Fact]
    public void A_word_of_a_megabyte_is_kept_by_its_beginning() => Of(new string('a', 1_000_000)).Should().Equal(new string('a', 16));

    // The words of an index lookup must be in every document that contains the terms, or hits are lost.
    [Fact]
    public void Every_hit_has_the_words_used_for_the_index_lookup()
    {
        int hits = 0;
        Cases.Hold(AnySearch.Searched, searched => hits += HoldsFor(searched.Search, AnySearch.Document(searched.Texts)) ? 1 : 0);

        hits.Should().BeGreaterThan(100);
    }

    [SharedDataFact]
    public void Naughty_strings_have_the_words_of_each_of_their_parts()
    {
        int hits = 0;
        foreach (string text in NaughtyData.Strings)
        {
            var document = AnySearch.Document(text);
            for (int start = 0; start < Math.Min(text.Length, 60); start++)
            {
                foreach (int length in (int[])[1, 2, 3, 4, 7, 20])
                {
                    hits += start + length <= text.Length && HoldsFor(text.Substring(start, length), document) ? 1 : 0;
                }
            }
        }

        hits.Should().BeGreaterThan(3_000);
    }

    // Indexes are stored: a change of the word format makes existing ones useless and needs a new schema version.
    [Fact]
    public void Words_are_the_same_in_every_version()
        => string.Join('|', Of(SearchText.Normalize("Straße 5, ok: It’s 予約 한국 กาแฟ 𠀋 قَهْوَة"))).Should()
            .Be("strasse|5|ok|it|s|予約|約|한국|국|กา|าแ|แฟ|ฟ|𠀋|قهوة");

    private static bool HoldsFor(string search, SearchDocument document)
    {
        if (AnySearch.Parse(search) is not { } terms || !terms.AreAllIn(document))
        {
            return false;
        }

        // Without FluentAssertions, which would compile an expression for each of a hundred thousand searches.
        List<string> words = [.. document.Parts.SelectMany(static part => Of(part.Normalized))];
        foreach (var asked in terms.Words)
        {
            Assert.True(
                words.Exists(word => word.StartsWith(asked.Text, StringComparison.Ordinal) && (asked.IsBeginning || word.Length == asked.Text.Length)),
                $"{search} is in the document, and its word {asked.Text} is not.");
        }

        return true;
    }
}
