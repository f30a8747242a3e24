using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class TextSearchBoundTests : TextTest
{
    // Contains all words of the phrase, but not the phrase.
    private const string Decoy = "two at the table", Phrase = "\"table two\"";

    [Fact]
    public async Task A_search_stopped_at_its_limit_reports_its_position_and_can_be_continued()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Opening("c2"), Entry(1, "table two"),
            .. Enumerable.Range(2, 2 * TextSearch.MostRead).Select(static sequence => Entry(sequence, Decoy))]);
        await store.CatchUpAsync();

        var stopped = await store.SearchAsync(new SearchQuery { Text = Phrase });
        stopped.Hits.Should().BeEmpty();
        stopped.Stopped.Should().BeTrue();
        stopped.SearchedFrom.Should().BeBefore(Some.At(TextSearch.MostRead)).And.BeAfter(Some.At(1));

        while (stopped is { Hits: [], SearchedFrom: { } from })
        {
            stopped = await store.SearchAsync(new SearchQuery { Text = Phrase, To = from });
        }

        stopped.Hits.Should().ContainSingle();
        (stopped.Stopped, stopped.SearchedFrom).Should().Be((false, null));
    }

    [Fact]
    public async Task Continued_searches_return_every_hit_once()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), .. Enumerable.Range(1, 2_000)
            .Select(static sequence => Entry(sequence, $"table {sequence}") with { Timestamp = Some.At(-sequence / 3) })]);
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
        var store = Open();
        await store.WriteAsync([Some.Opening(),
            .. Enumerable.Range(1, 80).Select(static sequence => Entry(sequence, $"table {sequence}") with { Timestamp = Some.At(-sequence) })]);
        await store.CatchUpAsync();

        var three = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 3 });
        var all = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 80 });

        three.Hits.Select(static hit => hit.Snippet).Should().Equal("table 1", "table 2", "table 3");
        three.Stopped.Should().BeTrue();
        (all.Hits.Count, all.Stopped).Should().Be((80, false));
    }

    [Fact]
    public async Task Hits_with_the_same_time_are_returned_together_and_in_order()
    {
        var store = Open();
        await store.WriteAsync([.. Enumerable.Range(0, 300)
            .SelectMany(static i => (StoreRecord[])[Some.Opening($"c{i:D3}"), Some.Entry(1, "table", $"c{i:D3}")])]);
        await store.CatchUpAsync();

        var found = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 3 });

        found.Hits.Select(static hit => hit.ConversationId).Should().Equal(Enumerable.Range(0, 300).Reverse().Select(static i => $"c{i:D3}"));
        found.Stopped.Should().BeFalse();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [Fact]
    public async Task A_list_filter_reports_from_when_it_is_complete_and_the_list_continues_there()
    {
        const int Conversations = TextMatches.MostConversations + 3_000;
        var store = Open();
        await store.WriteAsync([.. Enumerable.Range(0, Conversations).SelectMany(static i => (StoreRecord[])[Some.Opening($"c{i}", minute: i),
            Some.Entry(1, "table", $"c{i}") with { Fields = Some.Fields(("status", 409)), Timestamp = i % 500 == 499 ? Some.At(-i) : Some.At(i) }])]);
        await store.CatchUpAsync();
        foreach (var query in (ConversationQuery[])[new() { Text = "table", Limit = 1_000 }, new() { Field = new FieldFilter("status", "409"), Limit = 1_000 }])
        {
            var from = (await store.ListAsync(query, withPii: false)).SearchedFrom;
            from.Should().NotBeNull();
            var first = await AllAsync(store, query);
            first.Should().HaveCountGreaterThan(TextMatches.MostConversations - 10);
            first.Order(StringComparer.Ordinal).Should().Equal(
                Enumerable.Range(0, Conversations).Where(i => Some.At(i) >= from).Select(static i => $"c{i}").Order(StringComparer.Ordinal));
            List<string> rest = [];
            for (var to = from; to is not null; to = (await store.ListAsync(query with { To = to }, withPii: false)).SearchedFrom)
            {
                rest.AddRange(await AllAsync(store, query with { To = to }));
            }

            first.Concat(rest).ToHashSet(StringComparer.Ordinal).Should().HaveCount(Conversations);
            (first.Count + rest.Count).Should().Be(Conversations);

            var few = query with { To = Some.At(3) };
            (await AllAsync(store, few)).Should().BeEquivalentTo("c0", "c1", "c2");
            (await store.ListAsync(few, withPii: false)).SearchStopped.Should().BeFalse("what is not asked for does not count");
        }
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Where_a_list_filter_stops_does_not_reveal_how_much_data_others_have()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table two"), Some.Opening("c2", agent: "weather")]);
        for (int batch = 0; batch < 4 * TextMatches.MostCandidates / 2_000; batch++) // More than one read of the index returns.
        {
            await store.WriteAsync([.. Enumerable.Range(batch * 2_000, 2_000).Select(static sequence => Some.Entry(sequence, Decoy, "c2"))]);
        }

        await store.CatchUpAsync();
        var query = new ConversationQuery { Text = Phrase };

        var asked = await store.ListAsync(query with { Scope = new ConversationScope { AgentIds = ["bookings", "nobody"] } }, withPii: false);
        asked.Conversations.Should().ContainSingle();
        asked.SearchStopped.Should().BeFalse();
        (await store.ListAsync(query, withPii: false)).SearchStopped.Should().BeTrue("all is looked at for whoever may read all");
    }

    private static async Task<List<string>> AllAsync(PostgreSqlConversationStore store, ConversationQuery query)
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
