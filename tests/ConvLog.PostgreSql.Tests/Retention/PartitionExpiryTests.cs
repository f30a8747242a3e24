using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Retention;

/// <summary>Fully expired partitions are dropped as a whole.</summary>
public sealed class PartitionExpiryTests : IAsyncLifetime
{
    private const double Month = 30 * 24 * 60;

    private static readonly RetentionCut s_cut = new() { At = Some.At(2 * Month), ConversationsBefore = Some.At(Month) };

    private readonly Hosts _hosts = new(changeTables: true);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_fully_expired_partition_is_dropped_at_once_with_its_lookup_rows()
    {
        var store = _hosts.Open();
        await WriteOldAsync(store);
        await Hosts.WriteAsync(store, Some.Opening("young", minute: Month) with { UserId = "jane" },
            Some.Entry(1, conversation: "young") with { Timestamp = Some.At(Month) });

        var batch = await store.ApplyRetentionAsync(s_cut, 10);

        (batch.Conversations, batch.Entries).Should().Be((1_000, 1_000));
        (await _hosts.NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(1);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.conversation_id")).Should().Be(1);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.end_user")).Should().Be(1, "jane is left");
        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.destroyed_key")).Should().Be(1_000);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.lost_key")).Should().Be(0);
        (await _hosts.NumberAsync($"SELECT count(*) FROM pg_tables WHERE schemaname = '{_hosts.Schema.Name}' AND tablename LIKE 'dropped\\_%\\_%'")).Should()
            .Be(0);
        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().ContainSingle();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_ID_of_a_dropped_partition_can_be_reused_on_every_host()
    {
        var (one, other) = (_hosts.Open(), _hosts.Open());
        await WriteOldAsync(one);
        await Hosts.WriteAsync(other, Some.Entry(2, conversation: "old 7"));

        await Hosts.ExpireAllAsync(one, s_cut);
        await Hosts.WriteAsync(other, Some.Opening("old 7") with { UserId = "jane" }, Some.Entry(9, "new", "old 7"));

        (await one.ReadAsync("old 7"))!.Logged.Should().ContainSingle().Which.Should().BeOfType<EntryRecord>().Which.Content.Should().Be("new");
        (await one.ReadAsync("old 8")).Should().BeNull();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_held_conversation_keeps_its_partition_while_the_others_are_deleted_in_batches()
    {
        var store = _hosts.Open();
        await WriteOldAsync(store);
        await store.PlaceHoldAsync(Some.Hold("old 7"));

        await Hosts.ExpireAllAsync(store, s_cut, batchSize: 400);

        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().ContainSingle().Which.Conversation.ConversationId.Should()
            .Be("old 7");
        (await store.ReadAsync("old 7"))!.Logged.Should().HaveCount(2);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(1);

        await store.ReclaimSpaceAsync();
        (await store.ReadAsync("old 7"))!.Logged.Should().HaveCount(2);

        await store.ReleaseHoldAsync("old 7");
        await Hosts.ExpireAllAsync(store, s_cut);
        await Hosts.ExpireAllAsync(store, s_cut);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(0, "an empty one goes with the next run");
        (await _hosts.RowsOfAsync("true")).Should().Be(0);
    }

    [Fact]
    public async Task Empty_partitions_are_dropped_with_the_first_batch_of_conversations()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, Some.Opening("older", minute: -3 * Month), Some.Opening("old", minute: -2 * Month), Some.Opening("young"));
        await store.EraseAsync(ErasureRequest.OfConversation("older", "dpo", Some.At(0)));
        await store.EraseAsync(ErasureRequest.OfConversation("old", "dpo", Some.At(0)));
        (await _hosts.NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(3);

        var batch = await store.ApplyRetentionAsync(s_cut, 10);

        batch.Conversations.Should().Be(1, "that of the third has expired as well");
        (await _hosts.NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(1, "it is empty since");
    }

    [Fact]
    public async Task Remains_of_a_partition_drop_interrupted_by_a_crash_are_removed_by_the_next_run()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, Some.Opening("old"));
        foreach (string table in (string[])["conversation", "writer", "subject"])
        {
            await _hosts.ScalarAsync($"CREATE TABLE #.dropped_1_{table} AS SELECT * FROM #.{table}");
        }

        await _hosts.ScalarAsync("DELETE FROM #.conversation; DELETE FROM #.writer; DELETE FROM #.subject");
        await _hosts.ScalarAsync("INSERT INTO #.dropped_partition (first, ends, last) SELECT first, ends, 1000000 FROM #.partition");

        (await store.ApplyRetentionAsync(s_cut, 10)).Conversations.Should().Be(1);

        (await _hosts.NumberAsync("SELECT (SELECT count(*) FROM #.dropped_partition) + (SELECT count(*) FROM #.conversation_id)")).Should().Be(0);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task No_write_of_another_host_into_a_partition_being_dropped_is_lost()
    {
        var (one, other) = (_hosts.Open(), _hosts.Open());
        await WriteOldAsync(one);
        using var until = new CancellationTokenSource();
        var written = new List<string>();
        var writer = Task.Run(async () =>
        {
            for (int i = 1; !until.IsCancellationRequested; i++)
            {
                string id = $"late {i}"; // Started in the old partition, and is active now.
                await Hosts.WriteAsync(other, Some.Opening(id), Some.Entry(1, conversation: id) with { Timestamp = Some.At(2 * Month) });
                written.Add(id);
            }
        });

        await Hosts.ExpireAllAsync(one, s_cut);
        await until.CancelAsync();
        await writer;

        written.Should().NotBeEmpty();
        foreach (string id in written)
        {
            (await one.ReadAsync(id))!.Logged.Should().ContainSingle("{0} was acknowledged", id);
        }

        (await one.ReadAsync("old 7")).Should().BeNull();
    }

    private static async Task WriteOldAsync(PostgreSqlConversationStore store)
    {
        foreach (int[] some in Enumerable.Range(0, 1_000).Chunk(250))
        {
            await Hosts.WriteAsync(store, [.. some.SelectMany(static i => Old(i))]);
        }
    }

    private static StoreRecord[] Old(int i) =>
    [
        Some.Opening($"old {i}") with { UserId = i % 2 == 0 ? "jane" : $"user {i}" }, Some.Entry(1, conversation: $"old {i}"),
            Some.Entry(3, "personal", $"old {i}", isPii: true),
    ];
}
