using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Text;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class TextSearchBoundTests : TextTest
{
    // Has all grams of "abcabd", and not the word.
    private const string Decoy = "abca xcabd";

    [Fact]
    public async Task A_search_that_ends_at_its_bound_says_so()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Opening("c2"), Entry(1, "abcabd"),
            .. Enumerable.Range(2, TextSearch.MostFound).Select(static sequence => Entry(sequence, Decoy))]);
        await store.CatchUpAsync();

        var stopped = await store.SearchAsync(new SearchQuery { Text = "abcabd" });
        stopped.Hits.Should().BeEmpty();
        stopped.Stopped.Should().BeTrue();

        var whole = await store.SearchAsync(new SearchQuery { Text = "abcabd", To = Some.At(3_000) });
        whole.Hits.Should().ContainSingle();
        whole.Stopped.Should().BeFalse("what is outside the window does not count");
    }

    [Fact]
    public async Task More_hits_than_the_limit_are_a_stop_and_the_newest_are_given()
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
    public async Task Of_many_hits_of_one_time_the_first_in_order_are_given()
    {
        var store = Open();
        await store.WriteAsync([.. Enumerable.Range(0, 300)
            .SelectMany(static i => (StoreRecord[])[Some.Opening($"c{i:D3}"), Some.Entry(1, "table", $"c{i:D3}")])]);
        await store.CatchUpAsync();

        var found = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 3 });

        found.Hits.Select(static hit => hit.ConversationId).Should().Equal("c299", "c298", "c297");
        found.Stopped.Should().BeTrue();
    }

    [Trait(CiRun.Trait, CiRun.Only)]
    [Fact]
    public async Task A_list_filter_says_that_there_may_be_more_conversations()
    {
        var store = Open();
        await store.WriteAsync([.. Enumerable.Range(0, TextMatches.MostConversations + 1)
            .SelectMany(static i => (StoreRecord[])[Some.Opening($"c{i}"),
            Some.Entry(1, "table", $"c{i}") with { Fields = Some.Fields(("status", 409)), Timestamp = Some.At(i) }])]);
        await store.CatchUpAsync();
        await using var database = OpenDatabase();
        long newest = await NumberAsync($"SELECT conversation FROM #.conversation_id WHERE id = 'c{TextMatches.MostConversations}'");
        var third = new ConversationSelection("c.id IN ($1, $2, $3)", ["c1", "c2", "c3"]);

        foreach (Func<ConversationSelection?, Task<TextMatches>> find in (Func<ConversationSelection?, Task<TextMatches>>[])
        [
            asked => database.ReadAsync((session, cancel)
                => TextMatches.FindAsync(session, SearchTerms.Parse("table"), debug: false, entriesOnly: false, asked, cancel), default).AsTask(),
            asked => database.ReadAsync((session, cancel) => TextMatches.FindAsync(session, new FieldFilter("status", "409"), debug: false, asked, cancel),
                default).AsTask(),
        ])
        {
            var all = await find(null);
            all.Conversations.Should().HaveCount(TextMatches.MostConversations).And.Contain(newest);
            all.Stopped.Should().BeTrue();

            var some = await find(third);
            some.Conversations.Should().HaveCount(3);
            some.Stopped.Should().BeFalse();
        }
    }

    [Fact]
    public async Task How_much_others_have_is_not_told_by_where_a_list_filter_stops()
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Entry(1, "table"), Some.Opening("c2", agent: "weather")]);
        await store.WriteAsync([.. Enumerable.Range(1, TextMatches.MostCandidates + 1).Select(static sequence => Some.Entry(sequence, "table", "c2"))]);
        await store.CatchUpAsync();

        var asked = await store.ListAsync(new ConversationQuery { Text = "table", Scope = new ConversationScope { AgentIds = ["bookings", "nobody"] } },
            withPii: false);

        asked.Conversations.Should().ContainSingle();
        asked.SearchStopped.Should().BeFalse();
        (await store.ListAsync(new ConversationQuery { Text = "table" }, withPii: false)).SearchStopped.Should()
            .BeTrue("all is looked at for whoever may read all");
    }
}
