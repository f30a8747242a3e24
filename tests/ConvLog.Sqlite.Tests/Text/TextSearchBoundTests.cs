using ConvLog.Records;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextSearchBoundTests
{
    // Has all grams of "abcabd", and not the word.
    private const string Decoy = "abca xcabd";

    [Fact]
    public async Task A_search_that_ends_at_its_bound_says_so()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([Said.Opening(), Said.Opening("c2"), Said.Entry(1, "abcabd"),
            .. Enumerable.Range(2, TextSearch.MostFound).Select(static sequence => Said.Entry(sequence, Decoy))]);
        await store.CatchUpAsync();

        var stopped = await store.SearchAsync(new SearchQuery { Text = "abcabd" });
        stopped.Hits.Should().BeEmpty();
        stopped.Stopped.Should().BeTrue();

        var whole = await store.SearchAsync(new SearchQuery { Text = "abcabd", To = Said.Noon.AddSeconds(3_000) });
        whole.Hits.Should().ContainSingle();
        whole.Stopped.Should().BeFalse("what is outside the window does not count");
    }

    [Fact]
    public async Task More_hits_than_the_limit_are_a_stop_and_the_newest_are_given()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([Said.Opening(),
            .. Enumerable.Range(1, 8)
            .Select(static sequence => Said.Entry(sequence, $"table {sequence}") with { Timestamp = Said.Noon.AddSeconds(-sequence) })]);
        await store.CatchUpAsync();

        var three = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 3 });
        var eight = await store.SearchAsync(new SearchQuery { Text = "table", Limit = 8 });

        three.Hits.Select(static hit => hit.Snippet).Should().Equal("table 1", "table 2", "table 3");
        three.Stopped.Should().BeTrue();
        eight.Stopped.Should().BeFalse();
    }

    [Fact]
    public async Task A_window_over_many_years_is_searched_whole()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([Said.Opening(),
            .. Enumerable.Range(1, 300).Select(static sequence => Said.Entry(sequence, "table") with { Timestamp = Said.Noon.AddDays(-40 * sequence) })]);
        await store.CatchUpAsync();

        foreach (int years in (int[])[1, 3, 20, 40])
        {
            var found = await store.SearchAsync(new SearchQuery { Text = "table", From = Said.Noon.AddDays(-365 * years), Limit = 1_000 });
            found.Hits.Should().HaveCount(Math.Min(365 * years / 40, 300));
        }
    }

    [Fact]
    public async Task One_long_conversation_is_searched_through_the_index()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([Said.Opening(),
            .. Enumerable.Range(1, TextSearch.MostFound + 1).Select(static sequence => Said.Entry(sequence, sequence == 5 ? "table" : "chair")),
            Said.Opening("c2"), Said.EntryIn("c2", 1, "table")]);
        await store.CatchUpAsync();

        var found = await store.SearchAsync(new SearchQuery { Text = "table", ConversationId = "c1" });

        found.Hits.Should().ContainSingle().Which.ConversationId.Should().Be("c1");
        found.Stopped.Should().BeFalse();
    }

    [Fact]
    public async Task A_list_filter_says_that_there_may_be_more_conversations()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([.. Enumerable.Range(0, TextMatches.MostConversations + 1)
            .SelectMany(static i => (StoreRecord[])[Said.Opening($"c{i}"), Said.EntryIn($"c{i}", 1, "table", ("status", 409))])]);
        await store.CatchUpAsync();
        var session = file.OpenSession();
        long newest = file.Number("SELECT max(no) FROM conversation");

        foreach (Func<Func<long, bool>?, TextMatches> find in (Func<Func<long, bool>?, TextMatches>[])
            [isAsked => TextMatches.Find(session, SearchTerms.Parse("table"), debug: false, isAsked: isAsked),
                isAsked => TextMatches.Find(session, new FieldFilter("status", "409"), debug: false, isAsked)])
        {
            var all = find(null);
            all.Conversations.Should().HaveCount(TextMatches.MostConversations).And.Contain(newest);
            all.Stopped.Should().BeTrue();

            var some = find(conversation => conversation <= 3);
            some.Conversations.Should().BeEquivalentTo([1, 2, 3]);
            some.Stopped.Should().BeFalse();
        }
    }

    [Fact]
    public async Task How_much_others_have_is_not_told_by_where_a_list_filter_stops()
    {
        using var file = new TextFile();
        var store = file.Open();
        await store.WriteAsync([Said.Opening(), Said.EntryIn("c1", 1, "table", ("status", 409)), Said.Opening("c2") with { AgentId = "weather" }]);
        await store.WriteAsync([.. Enumerable.Range(1, TextMatches.MostCandidates + 1)
            .Select(static number => Said.EntryIn("c2", number * 32, "table", ("status", 409)))]); // A document each.
        await store.CatchUpAsync();
        var mine = new ConversationScope { AgentIds = [Said.Opening().AgentId, "nobody"] };

        foreach (var query in (ConversationQuery[])[new() { Text = "table" }, new() { Field = new FieldFilter("status", "409") }])
        {
            var asked = await store.ListAsync(query with { Scope = mine }, withPii: false);
            asked.Conversations.Should().ContainSingle().Which.Conversation.ConversationId.Should().Be("c1");
            asked.SearchStopped.Should().BeFalse();
            (await store.ListAsync(query, withPii: false)).SearchStopped.Should().BeTrue("all is looked at for whoever may read all");
        }
    }
}
