using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>Two stores on one file, as in two processes.</summary>
public sealed class DataKeysSharedTests : IDisposable
{
    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stores_starting_together_share_one_keys_file_key_ring_and_user_hash()
    {
        for (int round = 0; round < 5; round++)
        {
            using var folder = new KeysFolder();
            using var start = new Barrier(4);
            var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    var store = new SqliteConversationStore(folder.DataPath, new SqliteStoreOptions { BusyTimeout = TimeSpan.FromSeconds(20) });
                    store.WriteAsync([Some.Opening($"conv-{n}") with { UserId = "jane" }]).AsTask().GetAwaiter().GetResult();
                    return store;
                },
                TaskCreationOptions.LongRunning)));

            foreach (var store in stores)
            {
                (await store.ListAsync(new ConversationQuery { UserId = "jane" }, withPii: true)).Conversations.Should().HaveCount(4);
            }

            foreach (var store in stores)
            {
                await store.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task F08_A_key_destroyed_by_one_store_is_immediately_unavailable_to_another()
    {
        await using var store = _folder.Open();
        await using var other = _folder.Open();
        await store.WriteAsync(KeysFolder.Records);
        await KeysFolder.ShouldShowAllAsync(store);
        await KeysFolder.ShouldShowAllAsync(other);

        using (var keys = Session.Open(_folder.KeysPath, TimeSpan.FromSeconds(1)))
        {
            keys.Execute("DELETE FROM data_key");
        }

        AnswerText.Of(await store.ReadAsync(Some.Conversation)).Should().NotContainAny("Jane", "+15550100");
        AnswerText.Of(await other.ReadAsync(Some.Conversation)).Should().NotContainAny("Jane", "+15550100");
    }

    [Fact]
    public async Task A_list_shows_no_data_whose_key_was_destroyed_since_the_previous_list()
    {
        await using var store = _folder.Open();
        await store.WriteAsync([Some.Opening("a") with { UserId = "jane" }, Some.Opening("b") with { UserId = "joe" }]);
        (await UsersAsync()).Should().BeEquivalentTo("jane", "joe");

        using (var data = Session.Open(_folder.DataPath, TimeSpan.FromSeconds(1)))
        using (var keys = Session.Open(_folder.KeysPath, TimeSpan.FromSeconds(1)))
        {
            keys["DELETE FROM data_key WHERE no = ?1"].Bind(1, data["SELECT key FROM conversation WHERE id = 'a'"].Scalar()!.Value).Run();
        }

        (await UsersAsync()).Should().HaveCount(2).And.Contain("joe").And.NotContain("jane");

        async Task<IEnumerable<string?>> UsersAsync()
            => (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Select(static summary => summary.Conversation.UserId);
    }

    [Fact]
    public async Task Unwrapped_keys_are_cached_for_at_most_30_seconds()
    {
        var clock = new ManualClock();
        await using var store = _folder.Open(time: clock);
        await store.WriteAsync(KeysFolder.Records);
        string away = _folder.RingPath + "-away";
        File.Move(_folder.RingPath, away);

        clock.Advance(TimeSpan.FromSeconds(29.9));
        (await store.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be("call Jane");

        clock.Advance(TimeSpan.FromSeconds(0.1));
        (await store.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be("[redacted]");

        File.Move(away, _folder.RingPath);
        (await store.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be("call Jane");
    }

    [Fact]
    public async Task A_read_does_not_wait_for_the_slow_key_ring_of_another()
    {
        var ring = new GatedRing(KeysFolder.NewRing());
        await _folder.WriteAsync(ring);
        await using var store = _folder.Open(ring);
        ring.Close();
        var slow = Task.Run(async () => await store.ReadAsync(Some.Conversation));
        ring.WaitUntilAsked();

        await store.WriteAsync([Some.Opening("plain"), Some.Entry(1, "seen", "plain")]);
        (await store.ReadAsync("plain"))!.Logged.Should().ContainSingle();

        slow.IsCompleted.Should().BeFalse();
        ring.Open();
        (await slow)!.Notes[0].Text.Should().Be("call Jane");
    }

    [Fact]
    public async Task A_user_has_the_same_pseudonym_in_all_processes_and_numbers_match_exactly()
    {
        await using var store = _folder.Open();
        await using var other = _folder.Open();
        await store.WriteAsync([Some.Opening("a") with { UserId = "jane", FromNumber = "+1555" }, Some.Opening("a", writer: 2) with { ToNumber = "+1777" }]);
        await other.WriteAsync([Some.Opening("b") with { UserId = "jane", ToNumber = "+1555" },
            Some.Opening("c") with { UserId = "joe", FromNumber = "+15550" }]);

        (await store.ReadSummaryAsync("a"))!.UserPseudonym.Should().Be((await other.ReadSummaryAsync("b"))!.UserPseudonym);
        (await IdsAsync("+1555")).Should().BeEquivalentTo("a", "b");
        (await IdsAsync("+1777")).Should().BeEquivalentTo("a");
        (await IdsAsync("+155")).Should().BeEmpty();
        (await store.ListAsync(new ConversationQuery { Number = "+1555" }, withPii: false)).Conversations.Should().BeEmpty();

        async Task<IEnumerable<string>> IdsAsync(string number)
            => (await store.ListAsync(new ConversationQuery { Number = number }, withPii: true)).Conversations.Select(static summary
                => summary.Conversation.ConversationId);
    }
}
