using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>A search finds what a scan of all texts finds, for any query and any text.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class WordSearchContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    [Fact]
    public async Task Each_of_200_typed_queries_finds_what_a_plain_scan_finds()
    {
        string[] texts = TypedQueries.Texts;
        await WriteAndIndexAsync([.. texts.SelectMany(static (text, i) => (StoreRecord[])
        [
            Some.Opening($"c{i}"), Some.Turn(1, $"c{i}") with { UserInput = text, AgentResponse = "_" },
            Some.Entry(1, "_", $"c{i}") with { Fields = Some.Fields(("text", text)) },
        ])]);
        TypedQueries.All.Should().HaveCountGreaterThan(200).And.OnlyHaveUniqueItems();
        int hits = 0;
        await EachCase.HoldsAsync(TypedQueries.All, async query =>
        {
            if (PlainScan.Finds(query, "") is null)
            {
                await Store.Invoking(store => store.SearchAsync(new SearchQuery { Text = query }).AsTask()).Should().ThrowAsync<ArgumentException>();
                return;
            }

            string[] expected = [.. Enumerable.Range(0, texts.Length).Where(i => PlainScan.Finds(query, texts[i]) == true).Select(static i => $"c{i}")];
            var found = (await Store.SearchAsync(new SearchQuery { Text = query, Limit = 1_000 })).Hits;
            found.Where(static hit => hit is { EntryId: null, Part: "user_input" }).Select(static hit => hit.ConversationId).Should().BeEquivalentTo(expected);
            found.Where(static hit => hit is { EntryId: not null, Part: "text" }).Select(static hit => hit.ConversationId).Should().BeEquivalentTo(expected);
            found.Where(static hit => hit.Highlights.Count == 0).Should().BeEmpty();
            hits += expected.Length;
        });
        hits.Should().BeGreaterThan(250);
    }

    [Fact]
    public async Task A_word_of_one_megabyte_and_a_megabyte_of_words_are_searchable()
    {
        string word = new('w', 1_000_000);
        string words = string.Join(' ', Enumerable.Range(0, 90_000).Select(WordOf));
        await WriteAndIndexAsync(Some.Opening(), Some.Turn(1) with { UserInput = word }, Some.Entry(1, words),
            Some.Entry(2, "small") with { Fields = Some.Fields(("status", "open"), ("words", words)) });

        static string WordOf(int i) => (i * 7_919L % 1_000_003).ToString("x6", CultureInfo.InvariantCulture) + "word";

        async Task<int> FoundAsync(string text) => (await Store.SearchAsync(new SearchQuery { Text = text })).Hits.Count;
        (await FoundAsync("wwww")).Should().Be(1);
        (await FoundAsync(word[..200])).Should().Be(1);
        (await FoundAsync($"{word[..100]}x")).Should().Be(0);
        (await FoundAsync(WordOf(0))).Should().Be(2);
        (await FoundAsync(WordOf(89_999))).Should().Be(2);
        (await FoundAsync("small open")).Should().Be(1);
        (await FoundAsync("ffffffword")).Should().Be(0);
        (await ListAsync(new ConversationQuery { Field = new FieldFilter("status", "open") })).Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Field = new FieldFilter("words", words) })).Should().ContainSingle();
        (await ListAsync(new ConversationQuery { Field = new FieldFilter("status", "shut") })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_number_in_a_field_is_found_in_any_notation_and_a_text_exactly()
    {
        (string Id, LogField Field)[] fields =
        [
            ("dec 1.10", ("n", 1.10m)), ("dec 1.1", ("n", 1.1m)), ("text 1.10", ("n", "1.10")), ("text 1.1", ("n", "1.1")), ("dec 12.50", ("n", 12.50m)),
            ("double 12.5", ("n", 12.5)), ("text 12.50", ("n", "12.50")), ("int 1", ("n", 1)), ("dec 1.00", ("n", 1.00m)), ("text 1.0", ("n", "1.0")),
            ("int 120", ("n", 120)), ("dec 120.00", ("n", 120.00m)), ("double 1e40", ("n", 1e40)), ("dec -0.0250", ("n", -0.0250m)),
            ("int 1200", ("n", 1200)), ("dec 1200.0", ("n", 1200.0m)), ("time", ("n", new DateOnly(2025, 1, 1))),
        ];
        await WriteAndIndexAsync(
            [.. fields.SelectMany(static one => (StoreRecord[])[Some.Opening(one.Id), Some.Entry(1, "_", one.Id) with { Fields = Some.Fields(one.Field) }])]);

        foreach (var (asked, expected) in ((string, string[])[])[
            ("1.1", ["dec 1.10", "dec 1.1", "text 1.1"]), ("1.10", ["dec 1.10", "dec 1.1", "text 1.10"]), ("1.100", ["dec 1.10", "dec 1.1"]),
            ("12.5", ["dec 12.50", "double 12.5"]), ("12.50", ["dec 12.50", "double 12.5", "text 12.50"]), ("125e-1", ["dec 12.50", "double 12.5"]),
            ("1", ["int 1", "dec 1.00"]), ("1.0", ["int 1", "dec 1.00", "text 1.0"]), ("01", []), ("1.0 ", []), ("120", ["int 120", "dec 120.00"]),
            ("1.2e2", ["int 120", "dec 120.00"]), ("1E40", ["double 1e40"]), ("10e39", ["double 1e40"]), ("-0.025", ["dec -0.0250"]), ("12", []),
            ("1200", ["int 1200", "dec 1200.0"]), ("1200.00", ["int 1200", "dec 1200.0"]), ("2025", []),
            ("2025-01-01", ["time"])])
        {
            var found = await ListAsync(new ConversationQuery { Field = new FieldFilter("n", asked) });
            found.Should().BeEquivalentTo(expected, asked);
        }
    }

    [Fact]
    public async Task Texts_of_any_characters_are_searchable()
    {
        string[] texts = ["\uD800 lone \uDC00", "a\0b", "zero\u200Bwidth\u00AD", "\uFFFEx", "\u0301\u0301",
            "'; DROP TABLE text_index; --", "AND OR NOT NEAR(x)",
            "a & b | !c:*", "\\' \\\\ \"quoted\"", "\uE000aaaaaaaaaaaa", "mixed東京ok한국กาแฟقهوة"];
        await WriteAndIndexAsync([Some.Opening(), .. texts.Select(static (text, i) => Some.Entry(i, text))]);

        foreach (var (query, expected) in ((string, int)[])[("lone", 0), ("b", 1), ("zerowidth", 2), ("x", 3), ("drop", 5), ("near(x", 6), ("not near", 6),
            ("!c:", 7), ("& b", 7), ("quoted\"", 8), ("aaaaaaaaaaaa", 9), ("東京ok", 10), ("한국กาแฟ", 10), ("قهوة", 10), ("mixed 京ok", 10)])
        {
            var found = (await Store.SearchAsync(new SearchQuery { Text = query })).Hits;
            found.Select(static hit => hit.EntryId).Should().Contain(Some.Entry(expected).Id, query);
        }

        foreach (string query in (string[])[.. texts, "\uD800", "x\uDC00", "\uFFFE", "\0", new string('x', 256)])
        {
            if (SearchQuery.ProblemOf(query) is null)
            {
                (await Store.SearchAsync(new SearchQuery { Text = query })).Stopped.Should().BeFalse();
            }
        }

        SearchQuery.ProblemOf(string.Join(' ', Enumerable.Repeat("word", 200))).Should().Contain("at most");
        SearchQuery.ProblemOf(new string('x', 10_000)).Should().Contain("10000 characters");
    }
}
