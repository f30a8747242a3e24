using System.Diagnostics;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>One of two shards is down, as docs/scaling.md says what happens then.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class ShardsLostTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private JoinedServers _servers = null!; // Set before any test runs.
    private PostgreSqlConversationStore _store = null!;
    private string[] _living = [];
    private string[] _lost = [];

    public async Task InitializeAsync()
    {
        _servers = await JoinedServers.StartAsync();
        var options = _schema.Options();
        options.Shards = _servers.Shards;
        options.CommandTimeout = TimeSpan.FromSeconds(10);
        _store = new PostgreSqlConversationStore(_servers.ConnectionString, options);
        await _store.WriteAsync([.. Enumerable.Range(0, 12).SelectMany(static n => (StoreRecord[])[Some.Opening($"c{n}"), Some.Entry(1, "before", $"c{n}")])]);
        _living = await IdsOfAsync(0);
        _lost = await IdsOfAsync(1);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _servers.DisposeAsync();
    }

    [Fact]
    public async Task Conversations_of_the_living_shard_are_written_and_read()
    {
        _servers.Second.Stop("immediate");

        foreach (string id in _living)
        {
            await _store.WriteAsync([Some.Turn(1, id), Some.Entry(2, "meanwhile", id), Some.Metric(after: 2, conversation: id)]);
            await _store.WriteAsync([Some.Entry(2, "meanwhile", id), Some.Entry(3, "again", id)]);
            (await ContentsAsync(id)).Should().Equal("before", "meanwhile", "again");
        }
    }

    [Fact]
    public async Task A_batch_that_touches_the_lost_shard_fails_and_nothing_of_it_is_there()
    {
        _servers.Second.Stop("immediate");

        await FailsAsync(_store.WriteAsync([Some.Entry(2, "meanwhile", _living[0]), Some.Entry(2, "meanwhile", _lost[0])]).AsTask());
        await FailsAsync(_store.WriteAsync([Some.Entry(2, "meanwhile", _lost[0])]).AsTask());
        await FailsAsync(_store.ReadAsync(_lost[0]).AsTask());

        (await ContentsAsync(_living[0])).Should().Equal("before");
    }

    [Fact]
    public async Task Lists_fail_in_time_with_what_to_do()
    {
        _servers.Second.Stop("immediate");

        var clock = Stopwatch.StartNew();
        var e = await FailsAsync(_store.ListAsync(new ConversationQuery(), withPii: true).AsTask());
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(12));
        e.Message.Should().Contain("shard");
    }

    [Fact]
    public async Task A_shard_that_comes_back_goes_on_without_a_restart_of_anything()
    {
        await using var sink = new StoreSink(_store, new StoreSinkOptions { RetryDelay = TimeSpan.FromMilliseconds(20) });
        _servers.Second.Stop("immediate");
        foreach (string id in _living.Concat(_lost))
        {
            sink.Record(Some.Entry(2, "meanwhile", id));
        }

        var early = await sink.TryFlushAsync();
        early.Records.Stored.Should().Be(0);
        _servers.Second.StartAgain();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        (await sink.FlushAsync(patience.Token)).Records.Pending.Should().Be(0);
        foreach (string id in _living.Concat(_lost))
        {
            (await ContentsAsync(id)).Should().Equal("before", "meanwhile");
        }

        (await _store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().HaveCount(12);
    }

    private static async Task<ConversationStoreException> FailsAsync(Task call)
    {
        var e = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<ConversationStoreException>()).Which;
        e.Fault.Should().Be(StoreFault.Unavailable);
        return e;
    }

    private async Task<string[]> ContentsAsync(string id)
        => [.. (await _store.ReadAsync(id))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content)];

    private async Task<string[]> IdsOfAsync(int shard)
    {
        await using var connection = new NpgsqlConnection(_servers.Shards[shard].ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT array_agg(convert_from(id, 'UTF8')) FROM {_schema.Name}.conversation", connection);
        return (string[])(await command.ExecuteScalarAsync())!;
    }
}
