using System.Globalization;
using System.Text;
using ConvLog.Storage.Text;
using ConvLog.Tests.Faults;
using ConvLog.Tests.Properties;

namespace ConvLog.Tests.Storage.Text;

public class SearchGramsTests
{
    private static List<uint> Of(params string[] texts)
    {
        var grams = new List<uint> { 1, 2, 3 };
        SearchGrams.Of(AnySearch.Document(texts), grams);
        return grams;
    }

    private static string Tokens(IEnumerable<uint> grams)
    {
        var text = new StringBuilder();
        foreach (uint gram in grams)
        {
            SearchGrams.AppendToken(text.Append(text.Length == 0 ? "" : " "), gram);
        }

        return text.ToString();
    }

    [Theory]
    [InlineData("table", 3)]
    [InlineData("Table TABLE tâble", 3)]
    [InlineData("a ab abc", 3)]
    [InlineData("crm-42", 2)]
    [InlineData("予約", 3)]
    [InlineData("予", 1)]
    [InlineData("予約、予約", 3)]
    [InlineData("ab予約", 4)]
    [InlineData("한국어", 5)]
    [InlineData("𠀋𠂉", 3)]
    [InlineData("𐐀𐐁𐐂𐐃", 2)]
    [InlineData("... 👍", 0)]
    public void A_document_has_each_of_its_grams_once(string text, int expected)
        => Of(text).Should().HaveCount(expected).And.OnlyHaveUniqueItems().And.BeInAscendingOrder();

    [Theory]
    [InlineData("table", 3)]
    [InlineData("ab", 1)]
    [InlineData("c#", 1)]
    [InlineData("crm-42", 1)]
    [InlineData("ab.cde.fg", 1)]
    [InlineData("予", 1)]
    [InlineData("予約す", 2)]
    [InlineData("a予b", 1)]
    [InlineData("table a-b", 3)]
    [InlineData("table bles", 4)]
    public void A_term_asks_for_grams_that_every_hit_has(string search, int expected)
        => SearchTerms.Parse(search).Grams.Should().HaveCount(expected).And.OnlyHaveUniqueItems();

    [Fact]
    public void A_whole_word_is_no_part_of_a_longer_one_and_a_pair_no_word()
    {
        Of("ab").Should().NotIntersectWith(Of("abc"));
        Of("a").Should().NotIntersectWith(Of("ab"));
        Of("abc").Should().NotIntersectWith(Of("bca"));
        Of("予").Should().NotIntersectWith(Of("約"));
    }

    [Fact]
    public void All_parts_of_a_document_count() => Of("abc", "xyz").Should().Equal(Of("abc").Concat(Of("xyz")).Order());

    // Indexes are kept: a change of hash, token or form makes those that exist find nothing, and needs a new version of their schema.
    [Fact]
    public void Grams_are_the_same_in_every_version()
        => Tokens(Of("Straße 5, ok: 予約 한 𠀋")).Should().Be("txw5ufa y55yv2a b3yxifb h4pbsjb 2s4gpob l2zgvvb 5a2izyb kozm72b 5cbzgbc lwc2tic 6fbzpxc quqavud");

    [Theory]
    [InlineData(0u, "aaaaaaa")]
    [InlineData(1u, "baaaaaa")]
    [InlineData(31u, "7aaaaaa")]
    [InlineData(32u, "abaaaaa")]
    [InlineData(uint.MaxValue, "777777d")]
    public void A_token_is_seven_letters_and_digits(uint gram, string token) => Tokens([gram]).Should().Be(token);

    [Fact]
    public void Tokens_of_different_grams_differ()
        => Enumerable.Range(0, 100_000).Select(static i => Tokens([(uint)i * 42_949u])).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Different_characters_seldom_have_the_same_gram()
    {
        string all = string.Join(' ',
            Enumerable.Range(0, 36 * 36 * 36)
            .Select(static i => string.Create(CultureInfo.InvariantCulture, $"{Letter(i)}{Letter(i / 36)}{Letter(i / 1296)}")));

        Of(all).Count.Should().BeGreaterThan((36 * 36 * 36) - 5);

        static char Letter(int i) => "abcdefghijklmnopqrstuvwxyz0123456789"[i % 36];
    }

    [Fact]
    public void A_document_that_has_all_terms_has_all_their_grams()
    {
        int hits = 0;
        Cases.Hold(AnySearch.Searched, searched => hits += HoldsFor(searched.Search, searched.Texts) ? 1 : 0);

        hits.Should().BeGreaterThan(100);
    }

    [SharedDataFact]
    public void Naughty_strings_have_the_grams_of_each_of_their_parts()
    {
        int hits = 0;
        foreach (string text in NaughtyData.Strings)
        {
            for (int start = 0; start < Math.Min(text.Length, 60); start++)
            {
                foreach (int length in (int[])[1, 2, 3, 4, 7, 20])
                {
                    hits += start + length <= text.Length && HoldsFor(text.Substring(start, length), text) ? 1 : 0;
                }
            }
        }

        hits.Should().BeGreaterThan(10_000);
    }

    private static bool HoldsFor(string search, params string[] texts)
    {
        var document = AnySearch.Document(texts);
        if (AnySearch.Parse(search) is not { } terms || !terms.AreAllIn(document))
        {
            return false;
        }

        var grams = new List<uint>();
        SearchGrams.Of(document, grams);
        terms.Grams.Except(grams).Should().BeEmpty("'{0}' is in '{1}'", search, string.Join('|', texts));
        return true;
    }
}
