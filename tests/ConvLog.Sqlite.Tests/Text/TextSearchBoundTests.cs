using ConvLog.Records;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextSearchBoundTests
{
    // Contains all words of the phrase, but not the phrase.
    private const string Decoy = "two at the table", Phrase = "\"table two\"";

    [Fact]
    public async Task A_search_stopped_at_its_limit_reports_its_position_and_can_be_continued()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.Opening("c2"), SearchRecords.Entry(1, "table two"),
            .. Enumerable.Range(2, TextSearch.MostRead).Select(static sequence => SearchRecords.Entry(sequence, Decoy))]);
        await store.CatchUpAsync();

        var stopped = await store.SearchAsync(new SearchQuery { Text = Phrase });
        stopped.Hits.Should().BeEmpty();
        (stopped.Stopped, stopped.SearchedFrom).Should().Be((true, SearchRecords.Noon.AddSeconds(1).AddTicks(1)));

        var rest = await store.SearchAsync(new SearchQuery { Text = Phrase, To = stopped.SearchedFrom });
        rest.Hits.Should().ContainSingle();
        (rest.Stopped, rest.SearchedFrom).Should().Be((false, null));
    }

    [Fact]
    public async Task Continued_searches_return_every_hit_once()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), .. Enumerable.Range(1, 2_000)
            .Select(static sequence => SearchRecords.Entry(sequence, $"table {sequence}") with { Timestamp = SearchRecords.Noon.AddMinutes(-sequence / 3) })]);
        await store.CatchUpAsync();
        List<string> found = [];
        for (var query = new SearchQuery { Text = "table", Limit = 100 }; ;)
        {
            var page = await store.SearchAsync(query);
            found.AddRange(page.Hits.Select(static hit => hit.Snippet));
            if (page.SearchedFrom is null)
            {
                break;
            }

            query = query with { To = page.SearchedFrom };
        }

        found.Order(StringComparer.Ordinal).Should().Equal(
            Enumerable.Range(1, 2_000).Select(static sequence => $"table {sequence}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_more_hits_than_the_limit_the_search_stops_and_returns_the_newest()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(),
            .. Enumerable.Range(1, 8)
            .Select(static sequence => SearchRecords.Entry(sequence, $"table {sequence}") with { Timestamp = SearchRecords.Noon.AddSeconds(-sequence) })]);
        await store.CatchUpAsync();

        var three = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 3 });
        var eight = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 8 });

        three.Hits.Select(static hit => hit.Snippet).Should().Equal("table 1", "table 2", "table 3");
        three.Stopped.Should().BeTrue();
        eight.Stopped.Should().BeFalse();
    }

    [Fact]
    public async Task A_period_of_many_years_is_searched_completely()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(),
            .. Enumerable.Range(1, 300).Select(static sequence
                => SearchRecords.Entry(sequence, "table") with { Timestamp = SearchRecords.Noon.AddDays(-40 * sequence) })]);
        await store.CatchUpAsync();

        foreach (int years in (int[])[1, 3, 20, 40])
        {
            var found = await store.SearchAsync(new SearchQuery { Text = "table", From = SearchRecords.Noon.AddDays(-365 * years), Limit = 1_000 });
            found.Hits.Should().HaveCount(Math.Min(365 * years / 40, 300));
        }
    }

    [Fact]
    public async Task A_long_conversation_is_searched_by_the_index()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(),
            .. Enumerable.Range(1, TextSearch.MostRead + 1).Select(static sequence => SearchRecords.Entry(sequence, sequence == 5 ? "table" : "chair")),
            SearchRecords.Opening("c2"), SearchRecords.EntryIn("c2", 1, "table")]);
        await store.CatchUpAsync();

        var found = await store.SearchAsync(new SearchQuery { Text = "table", ConversationId = "c1" });

        found.Hits.Should().ContainSingle().Which.ConversationId.Should().Be("c1");
        found.Stopped.Should().BeFalse();
    }

    [Fact]
    public async Task A_list_filter_reports_from_when_it_is_complete_and_the_list_continues_there()
    {
        const int Conversations = 10_240;
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([.. Enumerable.Range(0, Conversations).SelectMany(static i => Talk(i, At(i)))]);
        await store.CatchUpAsync();
        foreach (var query in (ConversationQuery[])[new() { Text = "table", Limit = 1_000 }, new() { Field = new FieldFilter("status", "409"), Limit = 1_000 }])
        {
            var from = (await store.ListAsync(query, withPii: false)).SearchedFrom;
            from.Should().NotBeNull();
            var first = await AllAsync(store, query);
            first.Should().HaveCountGreaterThan(TextMatches.MostConversations);
            first.Order(StringComparer.Ordinal).Should().Equal(
                Enumerable.Range(0, Conversations).Where(i => At(i) >= from).Select(static i => $"c{i}").Order(StringComparer.Ordinal));
            List<string> rest = [];
            for (var to = from; to is not null; to = (await store.ListAsync(query with { To = to }, withPii: false)).SearchedFrom)
            {
                rest.AddRange(await AllAsync(store, query with { To = to }));
            }

            first.Concat(rest).ToHashSet(StringComparer.Ordinal).Should().HaveCount(Conversations);
            (first.Count + rest.Count).Should().Be(Conversations);

            var few = query with { To = At(2).AddMinutes(1) };
            (await AllAsync(store, few)).Should().BeEquivalentTo("c0", "c1", "c2", "c3", "c4");
            (await store.ListAsync(few, withPii: false)).SearchStopped.Should().BeFalse("what is not asked for does not count");
        }

        static DateTimeOffset At(int i) => SearchRecords.Noon.AddHours(i / 5);

        static StoreRecord[] Talk(int i, DateTimeOffset at)
            => [SearchRecords.Opening($"c{i}") with { OpenedAt = at }, SearchRecords.EntryIn($"c{i}", 1, "table", ("status", 409)) with { Timestamp = at }];
    }

    [Fact]
    public async Task Where_a_list_filter_stops_does_not_reveal_how_much_data_others_have()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([SearchRecords.Opening(), SearchRecords.EntryIn("c1", 1, "table two"),
            SearchRecords.Opening("c2") with { AgentId = "weather" }]);
        await store.WriteAsync([.. Enumerable.Range(1, 2 * TextMatches.MostCandidates)
            .Select(static number => SearchRecords.EntryIn("c2", number, Decoy) with { Timestamp = SearchRecords.Noon.AddSeconds(10 * number) })]);
        await store.CatchUpAsync();
        var query = new ConversationQuery { Text = Phrase };

        var asked = await store.ListAsync(query with { Scope = new ConversationScope { AgentIds = [SearchRecords.Opening().AgentId, "nobody"] } },
            withPii: false);
        asked.Conversations.Should().ContainSingle().Which.Conversation.ConversationId.Should().Be("c1");
        (asked.SearchStopped, asked.SearchedFrom).Should().Be((false, null));
        (await store.ListAsync(query, withPii: false)).SearchStopped.Should().BeTrue("all is looked at for whoever may read all");
    }

    private static async Task<List<string>> AllAsync(SqliteConversationStore store, ConversationQuery query)
    {
        List<string> all = [];
        for (ListPosition? after = null; ;)
        {
            var page = await store.ListAsync(query with { After = after }, withPii: false);
            all.AddRange(page.Conversations.Select(static conversation => conversation.Conversation.ConversationId));
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }
}
