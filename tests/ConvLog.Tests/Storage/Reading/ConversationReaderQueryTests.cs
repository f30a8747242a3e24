using System.Reflection;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>Queries over many conversations, and the limits of what a reader learns from them.</summary>
public sealed class ConversationReaderQueryTests
{
    private readonly InMemoryConversationStore _store = new();

    private readonly ManualClock _clock = new(Some.At(60));

    [Fact]
    public async Task A_user_is_found_by_id_by_those_with_the_permission_and_by_pseudonym_by_all()
    {
        await _store.WriteAsync([Some.Opening("c1") with { UserId = "jane" }, Some.Opening("c2")]);
        var reader = Reader();
        string pseudonym = (await reader.GetSummaryAsync(StoredSession.Other, "c1"))!.User!.Value.Text;

        async Task<int> CountAsync(Reader who, ConversationQuery query) => (await reader.ListAsync(who, query)).Conversations.Count;
        (await CountAsync(StoredSession.Permitted, new ConversationQuery { UserId = "jane" })).Should().Be(1);
        (await CountAsync(StoredSession.Other, new ConversationQuery { UserId = "jane" })).Should().Be(0);
        (await CountAsync(StoredSession.Other, new ConversationQuery { UserId = pseudonym })).Should().Be(0);
        (await CountAsync(StoredSession.Permitted, new ConversationQuery { UserPseudonym = pseudonym })).Should().Be(1);
        (await CountAsync(StoredSession.Other, new ConversationQuery { UserPseudonym = pseudonym })).Should().Be(1);
    }

    [Fact]
    public async Task A_text_search_covers_the_last_seven_days_by_default()
    {
        await _store.WriteAsync([
            Some.Opening("old", minute: -8 * 24 * 60), Some.Entry(1, "table", "old") with { Timestamp = Some.At(-8 * 24 * 60) },
            Some.Opening("new"), Some.Entry(1, "table", "new"),
        ]);
        var reader = Reader();

        var found = await reader.SearchAsync(StoredSession.Other, new SearchQuery { Text = "table" });
        found.Hits.Select(static hit => hit.ConversationId).Should().Equal("new");
        (found.From, found.Stopped).Should().Be((_clock.GetUtcNow().AddDays(-7), false));
        found = await reader.SearchAsync(StoredSession.Other, new SearchQuery { Text = "table", From = DateTimeOffset.MinValue, Limit = 1 });
        (found.From, found.Stopped).Should().Be((Some.At(-8 * 24 * 60).AddTicks(1), true), "a search up to then continues");

        (await ListAsync(reader, new ConversationQuery { Text = "table" })).Should().Equal("new");
        (await ListAsync(reader, new ConversationQuery { Text = "table", From = DateTimeOffset.MinValue })).Should().Equal("new", "old");
        (await ListAsync(reader, new ConversationQuery())).Should().Equal("new", "old");
    }

    [Fact]
    public async Task Where_utterances_are_personal_no_text_finds_them()
    {
        await _store.WriteAsync([
            Some.Opening("said"), Some.Turn(1, "said", minute: 5) with { UserInput = "a table for Jane" },
            Some.Opening("logged"), Some.Entry(1, "a table was found", "logged"),
        ]);
        var reader = Reader(new PrivacyOptions { Utterances = PrivacyClass.Personal });

        foreach (var who in (Reader[])[StoredSession.Permitted, StoredSession.Other])
        {
            // Limited to one hit: an utterance filtered out afterwards would take the place of a permitted hit.
            var found = await reader.SearchAsync(who, new SearchQuery { Text = "table", Limit = 1 });
            found.Hits.Select(static hit => hit.ConversationId).Should().Equal("logged");
            found.Stopped.Should().BeFalse();
            (await reader.ListAsync(who, new ConversationQuery { Text = "table" })).Conversations.Select(static c => c.ConversationId).Should().Equal("logged");
            (await reader.SearchAsync(who, new SearchQuery { Text = "jane" })).Should()
                .BeEquivalentTo(new { Stopped = false, Hits = Array.Empty<SearchHit>() });
        }
    }

    [Fact]
    public async Task Personal_utterances_found_by_a_store_are_not_shown()
    {
        var privacy = new PrivacyOptions();
        await _store.WriteAsync([Some.Opening(), Some.Turn(1) with { UserInput = "a table for Jane" }, Some.Entry(1, "a table")]);
        var store = DispatchProxy.Create<IFullStore, ForgetfulStore>();
        ((ForgetfulStore)(object)store).Inner = _store;
        var reader = new ConversationReader(store, new ConversationReaderOptions { TimeProvider = _clock, Privacy = privacy });
        (await reader.SearchAsync(StoredSession.Permitted, new SearchQuery { Text = "table" })).Hits.Should().HaveCount(2);

        privacy.Utterances = PrivacyClass.Personal;
        (await reader.SearchAsync(StoredSession.Permitted, new SearchQuery { Text = "table" })).Hits.Should().ContainSingle().Which.EntryId.Should()
            .NotBeNull();
    }

    [Fact]
    public async Task A_summary_has_the_same_values_as_a_list()
    {
        await _store.WriteAsync(
            [Some.Opening() with { UserId = "jane" }, Some.Turn(1) with { UserInput = "hi", Latency = TimeSpan.FromSeconds(3) },
            Some.Turn(2) with { UserInput = "hi", Latency = TimeSpan.FromSeconds(1) }]);
        var reader = Reader();

        var summary = await reader.GetSummaryAsync(StoredSession.Other, Some.Conversation, "bookings");
        (summary!.SlowestLatency, summary.IsUnread, summary.ReadBy, summary.ReadAt).Should().Be((TimeSpan.FromSeconds(3), true, null, null));

        await _store.WriteAsync([Some.ReadMark("ana", minute: 7)]);
        summary = await reader.GetSummaryAsync(StoredSession.Other, Some.Conversation);
        (summary!.IsUnread, summary.ReadBy, summary.ReadAt).Should().Be((false, "ana", Some.At(7)));
        ViewText.Of(summary).Should()
            .Be(ViewText.Of((await reader.ListAsync(StoredSession.Other, new ConversationQuery())).Conversations.Single())).And.NotContain("jane");
    }

    [Fact]
    public async Task A_conversation_exists_for_its_agent_only()
    {
        await _store.WriteAsync([Some.Opening()]);
        var reader = Reader();

        (await reader.ExistsAsync(StoredSession.Other, Some.Conversation)).Should().BeTrue();
        (await reader.ExistsAsync(StoredSession.Other, Some.Conversation, "bookings")).Should().BeTrue();
        (await reader.ExistsAsync(StoredSession.Other, Some.Conversation, "Bookings")).Should().BeFalse();
        (await reader.ExistsAsync(StoredSession.Other, "unknown")).Should().BeFalse();
        (await reader.GetSummaryAsync(StoredSession.Other, Some.Conversation, "other")).Should().BeNull();
    }

    [Fact]
    public async Task Agents_statistics_and_health_are_those_of_the_store()
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1)]);
        var reader = Reader();

        (await reader.ListAgentsAsync(StoredSession.Other)).Should().Equal("bookings");
        (await reader.GetStatisticsAsync(StoredSession.Other, new StatisticsQuery { From = Some.At(0), To = Some.At(60) })).Total.Messages.Should().Be(1);
        (await reader.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Missing_readers_or_queries_are_refused()
    {
        var reader = Reader();

        foreach (var ask in (Func<Task>[])[
            async () => await reader.GetSummaryAsync(null!, "c"),
            async () => await reader.GetSummaryAsync(StoredSession.Other, null!),
            async () => await reader.ExistsAsync(null!, "c"),
            async () => await reader.GetLogAsync(null!, new LogQuery("c")),
            async () => await reader.GetLogAsync(StoredSession.Other, null!),
            async () => await reader.ListAsync(StoredSession.Other, null!),
            async () => await reader.ListAgentsAsync(null!),
            async () => await reader.SearchAsync(null!, new SearchQuery { Text = "table" }),
            async () => await reader.SearchAsync(StoredSession.Other, null!),
            async () => await reader.GetStatisticsAsync(null!, new StatisticsQuery { From = Some.At(0), To = Some.At(1) }),
            async () => await reader.GetStatisticsAsync(StoredSession.Other, null!),
            async () => await reader.GetProblemStatisticsAsync(null!, new StatisticsQuery { From = Some.At(0), To = Some.At(1) }),
            async () => await reader.GetProblemStatisticsAsync(StoredSession.Other, null!)])
        {
            await ask.Should().ThrowAsync<ArgumentNullException>();
        }
    }

    private static async Task<string[]> ListAsync(ConversationReader reader, ConversationQuery query)
        => [.. (await reader.ListAsync(StoredSession.Other, query)).Conversations.Select(static c => c.ConversationId)];

    private ConversationReader Reader(PrivacyOptions? privacy = null)
        => new(_store, new ConversationReaderOptions { TimeProvider = _clock, Privacy = privacy ?? new PrivacyOptions() });

    /// <summary>A store that ignores <see cref="SearchQuery.EntriesOnly"/>.</summary>
    public class ForgetfulStore : DispatchProxy
    {
        internal IConversationStore? Inner { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
            => targetMethod!.Invoke(Inner, [.. args!.Select(static arg => arg is SearchQuery query ? query with { EntriesOnly = false } : arg)]);
    }
}
