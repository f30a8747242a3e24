using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Contract.Search;

public class SearchQueryTests
{
    [Theory]
    [InlineData("table", "A table, two tables", "2+5 13+5")]
    [InlineData("TABLE two", "A table, two tables", "2+5 9+3 13+5")]
    [InlineData("able table", "A table", "2+5")]
    [InlineData("fur", "F\u00FCr zwei", "0+3")]
    [InlineData("cafe", "Cafe\u0301!", "0+5")]
    [InlineData("京", "東京の天気", "1+1")]
    [InlineData("nothing", "A table", "")]
    [InlineData("table", "", "")]
    public void Highlights_are_where_the_words_are(string words, string text, string highlights)
        => string.Join(' ', SearchQuery.FindHighlights(words, text).Select(static found => $"{found.Start}+{found.Length}")).Should().Be(highlights);

    [Fact]
    public void A_text_full_of_hits_has_its_first_thousand()
        => SearchQuery.FindHighlights("table", string.Concat(Enumerable.Repeat("table ", 5_000))).Should().HaveCount(1_000)
            .And.BeInAscendingOrder(static found => found.Start);

    [Fact]
    public void Words_that_cannot_be_searched_for_are_refused()
    {
        Action asked = static () => SearchQuery.FindHighlights("?", "What?");

        asked.Should().Throw<ArgumentException>();
    }
}
