using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>Every read of personal data is recorded before the data is returned. Other reads are not recorded.</summary>
public sealed class ConversationReaderAccessTests
{
    private static readonly Reader s_dora = new("Dora", canReadPii: true) { Reason = "ticket 4711", Id = "248289761001" };

    private readonly ManualClock _clock = new(Some.At(60));
    private readonly InMemoryConversationStore _store = new();
    private readonly AccessWatch _watch;
    private readonly ConversationReader _reader;

    public ConversationReaderAccessTests()
    {
        _watch = AccessWatch.Of(_store);
        _reader = new ConversationReader(_watch.Store, new ConversationReaderOptions { TimeProvider = _clock });
    }

    [Fact]
    public async Task Reading_a_conversation_is_recorded_with_reader_time_and_reason()
    {
        await WriteAsync();
        await _reader.GetAsync(s_dora, "c1");

        _watch.Written.Should().ContainSingle().Which.Should().Equal(
            new AccessRecord { At = _clock.GetUtcNow(), Reader = "Dora", Subject = "248289761001", Kind = AccessKind.Conversation, ConversationId = "c1",
                Reason = "ticket 4711" });
        (await _reader.ReadAccessLogAsync(new AccessQuery { Reader = "Dora" })).Accesses.Should().Equal(_watch.Written[0]);
    }

    [Fact]
    public async Task Reading_a_summary_is_recorded_as_a_list_of_one()
    {
        await WriteAsync();
        await _reader.GetSummaryAsync(s_dora, "c1");

        Written().Should().Equal((AccessKind.List, "c1"));
    }

    [Fact]
    public async Task A_list_is_recorded_for_each_conversation_on_the_page_in_one_write()
    {
        await WriteAsync();
        await _reader.ListAsync(s_dora, new ConversationQuery { Limit = 2 });

        _watch.Written.Should().ContainSingle("one call, so that it costs one commit").Which.Select(static access => (access.Kind, access.ConversationId))
            .Should().Equal((AccessKind.List, "c3"), (AccessKind.List, "c2"));
    }

    [Fact]
    public async Task A_snapshot_is_recorded_in_one_write_after_its_reads()
    {
        await WriteAsync();
        var page = await _reader.ReadSnapshotAsync(s_dora, new ConversationQuery(), async lists =>
        {
            await lists.ListAsync(new ConversationQuery { Limit = 1 });
            await lists.CountAsync(new ConversationQuery(), 10);
            await lists.CountFacetsAsync(new ConversationQuery());
            _watch.Written.Should().BeEmpty("the snapshot is still open");
            return await lists.ListAsync(new ConversationQuery { Limit = 1, Offset = 1 });
        });

        page.Conversations.Should().ContainSingle();
        _watch.Written.Should().ContainSingle().Which.Select(static access => (access.Kind, access.ConversationId))
            .Should().Equal((AccessKind.List, "c3"), (AccessKind.List, "c2"));
    }

    [Fact]
    public async Task A_store_without_snapshots_is_read_step_by_step()
    {
        var reader = new ConversationReader(new CoreStore(_store));
        await WriteAsync();

        (await reader.ReadSnapshotAsync(s_dora, new ConversationQuery(), lists => lists.CountAsync(new ConversationQuery(), 10))).Should().Be(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_page_without_personal_entries_is_recorded_because_of_its_fields(bool withPii)
    {
        await WriteAsync();
        var page = await _reader.GetLogAsync(s_dora, new LogQuery("c1") { WithPii = withPii });

        page.Logged.Should().HaveCount(withPii ? 2 : 1);
        FieldText.Of(page.Logged[0].Entry!.Fields[0]).Should().Be("+4915112345678");
        Written().Should().Equal((AccessKind.Log, "c1"));
    }

    [Fact]
    public async Task Looking_up_a_user_or_number_is_recorded_even_without_results()
    {
        await WriteAsync();
        await _reader.ListAsync(s_dora, new ConversationQuery { UserId = "nobody" });
        await _reader.ListAsync(s_dora, new ConversationQuery { Number = "+49000" });
        await _reader.ListAsync(s_dora, new ConversationQuery { UserId = "jane" });
        await _reader.ListAsync(s_dora, new ConversationQuery { AgentId = "nobody" });

        Written().Should().Equal((AccessKind.Lookup, null), (AccessKind.Lookup, null), (AccessKind.Lookup, "c1"));
        _watch.Written.SelectMany(static call => call).Should().OnlyContain(static access => access.Reader == "Dora" && access.Reason == "ticket 4711");
    }

    [Fact]
    public async Task Reads_without_results_are_not_recorded()
    {
        await WriteAsync();
        (await _reader.GetAsync(s_dora, "unknown")).Should().BeNull();
        (await _reader.GetAsync(s_dora, "c1", "another agent")).Should().BeNull();
        (await _reader.GetSummaryAsync(s_dora, "unknown")).Should().BeNull();
        (await _reader.GetSummaryAsync(s_dora, "c1", "another agent")).Should().BeNull();
        (await _reader.GetLogAsync(s_dora, new LogQuery("unknown") { WithPii = true })).Logged.Should().BeEmpty();
        (await _reader.GetLogAsync(s_dora, new LogQuery("c1") { WithPii = true, Level = EntryLevel.Error })).Logged.Should().BeEmpty();
        (await _reader.ListAsync(s_dora, new ConversationQuery { AgentId = "nobody" })).Conversations.Should().BeEmpty();

        _watch.Written.Should().BeEmpty();
    }

    [Fact]
    public async Task Whether_a_conversation_exists_is_not_personal()
    {
        await WriteAsync();
        _watch.Failure = new InvalidOperationException("the access log is not asked");

        (await _reader.ExistsAsync(s_dora, "c1")).Should().BeTrue();
        (await _reader.ExistsAsync(s_dora, "c1", "another agent")).Should().BeFalse();
        (await _reader.ExistsAsync(s_dora, "unknown")).Should().BeFalse();
    }

    [Fact]
    public async Task A_reader_without_the_permission_is_not_recorded()
    {
        await WriteAsync();
        var reader = s_dora with { CanReadPii = false };
        (await _reader.GetAsync(reader, "c1")).Should().NotBeNull();
        (await _reader.GetSummaryAsync(reader, "c1")).Should().NotBeNull();
        (await _reader.GetLogAsync(reader, new LogQuery("c1") { WithPii = true })).Logged.Should().ContainSingle();
        (await _reader.ListAsync(reader, new ConversationQuery())).Conversations.Should().HaveCount(3);
        (await _reader.ListAsync(reader, new ConversationQuery { UserId = "jane" })).Conversations.Should().BeEmpty();

        _watch.Written.Should().BeEmpty();
    }

    // Search never covers personal text, and its excerpts are visible to everyone. Statistics count visible records. Names of agents are not personal.
    [Fact]
    public async Task Searches_statistics_and_agents_contain_no_personal_data_and_are_not_recorded()
    {
        await WriteAsync();
        var permitted = await _reader.SearchAsync(s_dora, new SearchQuery { Text = "table" });
        var other = await _reader.SearchAsync(s_dora with { CanReadPii = false }, new SearchQuery { Text = "table" });
        permitted.Hits.Should().HaveCount(3).And.BeEquivalentTo(other.Hits, "it is the same for every reader");
        (await _reader.SearchAsync(s_dora, new SearchQuery { Text = "4915112345678" })).Hits.Should().BeEmpty();
        await _reader.GetStatisticsAsync(s_dora, new StatisticsQuery { From = Some.At(0), To = Some.At(60) });
        await _reader.ListAgentsAsync(s_dora);
        await _reader.CheckHealthAsync();

        _watch.Written.Should().BeEmpty();
    }

    [Fact]
    public async Task No_data_is_returned_where_the_access_log_fails()
    {
        await WriteAsync();
        _watch.Failure = new ConversationStoreException(StoreFault.Unavailable, "The disk is full: free some space.");

        foreach (var read in Reads())
        {
            (await read.Should().ThrowAsync<ConversationStoreException>()).Which.Should().BeSameAs(_watch.Failure);
        }

        (await _reader.GetAsync(StoredSession.Other, "c1")).Should().NotBeNull("what is not personal is read");
    }

    [Fact]
    public async Task No_data_is_returned_before_the_access_is_recorded()
    {
        await WriteAsync();
        foreach (var read in Reads())
        {
            var writing = new TaskCompletionSource();
            _watch.Before = writing.Task;
            var answer = read();
            answer.IsCompleted.Should().BeFalse();
            writing.SetResult();
            await answer;
        }

        _watch.Written.Should().HaveCount(Reads().Count);
    }

    [Fact]
    public async Task Canceling_while_the_access_is_recorded_returns_no_data()
    {
        await WriteAsync();
        _watch.Before = new TaskCompletionSource().Task;
        using var cancelled = new CancellationTokenSource();
        var answer = _reader.GetAsync(s_dora, "c1", cancellationToken: cancelled.Token).AsTask();
        await cancelled.CancelAsync();

        await answer.Awaiting(static read => read).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Held_conversations_pending_erasure_are_read_masked_and_not_recorded()
    {
        await WriteAsync();
        await _store.PlaceHoldAsync(new LegalHold { ConversationId = "c1", PlacedBy = "Hal", PlacedAt = Some.At(50) });
        await _store.EraseAsync(ErasureRequest.OfConversation("c1", "Eve", Some.At(55)));

        var dora = (await _reader.GetAsync(s_dora, "c1"))!;
        var other = (await _reader.GetAsync(StoredSession.Other, "c1"))!;
        ViewText.Of(dora).Should().Be(ViewText.Of(other with { Summary = other.Summary with { IsErasurePending = true } }), "that is all she learns");
        ViewText.Of(dora).Should().NotContain("jane").And.NotContain("4915112345678").And.NotContain("secret");
        (await _reader.GetSummaryAsync(s_dora, "c1"))!.User!.Value.Text.Should().StartWith("user-");
        (await _reader.GetLogAsync(s_dora, new LogQuery("c1") { WithPii = true })).Logged.Should().ContainSingle().Which.Entry!.Fields.Should()
            .OnlyContain(static field => FieldText.Of(field) == "[redacted]");
        var list = await _reader.ListAsync(s_dora, new ConversationQuery());
        list.Conversations[^1].EntryCount.Should().Be(1);

        Written().Should().BeEquivalentTo([(AccessKind.List, "c2"), (AccessKind.List, "c3")]);
    }

    private IEnumerable<(AccessKind Kind, string? ConversationId)> Written()
        => _watch.Written.SelectMany(static call => call).Select(static access => (access.Kind, access.ConversationId));

    private IReadOnlyList<Func<Task>> Reads() =>
    [
        async () => await _reader.GetAsync(s_dora, "c1"),
        async () => await _reader.GetTurnsAsync(s_dora, "c1"),
        async () => await _reader.GetSummaryAsync(s_dora, "c1"),
        async () => await _reader.GetLogAsync(s_dora, new LogQuery("c1") { WithPii = true }),
        async () => await _reader.ListAsync(s_dora, new ConversationQuery()),
        async () => await _reader.ListAsync(s_dora, new ConversationQuery { UserId = "jane" }),
        async () => await _reader.ListAsync(s_dora, new ConversationQuery { UserId = "nobody" }),
        async () => await _reader.ListAsync(s_dora, new ConversationQuery { Number = "+49000" }),
    ];

    private ValueTask WriteAsync() => _store.WriteAsync([
        Some.Opening("c1") with { UserId = "jane" },
        Some.Entry(1, "table", "c1") with { Fields = Some.Fields(LogField.Pii("phone", "+4915112345678")) },
        Some.Entry(2, "secret", "c1", isPii: true),
        Some.Opening("c2", minute: 1), Some.Entry(1, "table", "c2"),
        Some.Opening("c3", minute: 2), Some.Entry(1, "table", "c3"),
    ]);
}
