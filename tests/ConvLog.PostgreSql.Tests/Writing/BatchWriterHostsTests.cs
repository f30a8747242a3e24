using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Writing;

/// <summary>Several hosts, each with its own store, write into one schema.</summary>
public sealed class BatchWriterHostsTests : IAsyncLifetime
{
    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private readonly List<PostgreSqlConversationStore> _hosts = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
    }

    [Fact]
    public async Task D08_Two_hosts_creating_one_conversation_and_its_partition_can_both_write()
    {
        for (int round = 0; round < 5; round++)
        {
            string conversation = $"conv-{round}";
            double minute = -1_000_000d * round; // About two years before the previous one, so it has no partition yet.

            await Task.WhenAll(Hosts(4)
                .Select((host, i) => host.WriteAsync([Some.Opening(conversation, i + 1, minute), Some.Entry(1, conversation: conversation, writer: i + 1)])
                .AsTask()));

            var stored = await _hosts[0].ReadAsync(conversation);
            stored!.Logged.Should().HaveCount(4);
            stored.Logged.OfType<EntryRecord>().Select(static entry => entry.WriterId).Should().OnlyHaveUniqueItems();
        }

        (await CountAsync("conversation_id")).Should().Be(5);
        (await CountAsync("conversation")).Should().Be(5);
    }

    [Fact]
    public async Task Concurrent_writers_to_one_conversation_keep_every_entry()
    {
        const int batches = 20;
        await Hosts(1)[0].WriteAsync([Some.Opening()]);

        await Task.WhenAll(Hosts(4).Select(async (host, writer) =>
        {
            for (int batch = 0; batch < batches; batch++)
            {
                await host.WriteAsync([.. Enumerable.Range(batch * 5, 5)
                    .Select(sequence => Some.Entry(sequence, writer: writer + 1) with { TurnId = Some.TurnId(sequence % 7) })]);
            }
        }));

        var stored = (await _hosts[0].ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().ToList();
        stored.Should().HaveCount(4 * batches * 5);
        stored.Select(static entry => (entry.WriterId, entry.Sequence)).Should().OnlyHaveUniqueItems();
        stored.Should().OnlyContain(static entry => entry.TurnId == Some.TurnId((int)(entry.Sequence % 7)));
        (await _hosts[0].ReadSummaryAsync(Some.Conversation))!.All.Entries.Should().Be(4 * batches * 5);
    }

    [Fact]
    public async Task D03_One_batch_written_a_hundred_times_by_four_hosts_is_stored_once()
    {
        StoreRecord[] batch =
        [
            Some.Opening(), Some.Turn(1), Some.Call(1, turn: 1),
                .. Enumerable.Range(1, 20).Select(static sequence => Some.Entry(sequence, isPii: sequence % 4 == 0)),
            Some.ApiResponse(), Some.Metric(), Some.StateChange(), Some.Feedback(1, FeedbackRating.Like), Some.Annotation(1), Some.Note(), Some.ReadMark(),
                Some.DeadLetter(),
        ];

        // In order the first time: writers are numbered by their first record, and of equal revisions the first is kept.
        await Hosts(1)[0].WriteAsync(batch);
        await Task.WhenAll(Hosts(4).Select(async (host, seed) =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 25; i++)
            {
                var shuffled = batch.ToArray();
                random.Shuffle(shuffled);
                await host.WriteAsync(shuffled);
            }
        }));

        foreach (var (table, rows) in new (string, long)[] { ("entry", 20), ("fact", 3), ("turn", 1), ("call", 1), ("feedback", 1), ("annotation", 1),
            ("note", 1), ("dead_letter", 1), ("writer", 1) })
        {
            (await CountAsync(table)).Should().Be(rows, "of {0}", table);
        }

        (await _hosts[0].ReadSummaryAsync(Some.Conversation))!.All.Entries.Should().Be(20);
        foreach (var host in _hosts)
        {
            (await host.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Figures["conflicts"].Should().Be(0);
        }
    }

    [Fact]
    public async Task D04_An_ID_written_with_other_content_keeps_the_first_and_counts_as_a_conflict()
    {
        var hosts = Hosts(2);
        await hosts[0].WriteAsync([Some.Opening(), Some.Entry(1, "first"), Some.Entry(2, "secret", isPii: true)]);

        await hosts[1].WriteAsync([Some.Entry(1, "second"), Some.Entry(2, "another", isPii: true), Some.Entry(3)]);

        (await hosts[0].ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should()
            .Equal("first", "secret", "m");
        (await hosts[1].CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Figures["conflicts"].Should().Be(2);
    }

    [Fact]
    public async Task A_host_discards_its_cached_conversation_when_another_host_erases_it()
    {
        var hosts = Hosts(2);
        await hosts[0].WriteAsync([Some.Opening(), Some.Entry(1)]);
        await hosts[1].EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(10)));

        await hosts[0].WriteAsync([Some.Entry(2)]);

        (await hosts[0].ReadAsync(Some.Conversation)).Should().BeNull();
        (await CountAsync("entry")).Should().Be(0);
    }

    private List<PostgreSqlConversationStore> Hosts(int count)
    {
        while (_hosts.Count < count)
        {
            _hosts.Add(new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options()));
        }

        return _hosts[..count];
    }

    private async Task<long> CountAsync(string table)
        => (long)(await PostgresServer.RunAsync(PostgresServer.ConnectionString, $"SELECT count(*) FROM {_schema.Name}.{table}"))!;
}
