using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>Another server answers behind the same connection string: a standby promoted before it received an erasure.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class DatabaseServerTests : IAsyncLifetime
{
    private static readonly ErasureRequest s_request = ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5));

    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgresCluster _primary = PostgresCluster.Start(ReplicaLagTests.ServerWithStandby.Settings);
    private readonly PostgresCluster _standby;
    private readonly PostgreSqlConversationStore _store;

    public DatabaseServerTests()
    {
        _standby = PostgresCluster.StandbyOf(_primary, ReplicaLagTests.ServerWithStandby.Settings);
        _store = Open();
    }

    public async Task InitializeAsync()
    {
        await _store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Entry(1, isPii: true), Some.Opening("kept")]);
        await _store.BringUpToDateAsync();
        object? written = await OnPrimaryAsync("SELECT pg_current_wal_lsn()::text");
        await Waiting.UntilAsync(async () => await OnStandbyAsync($"SELECT pg_last_wal_replay_lsn() >= '{written}'") is true);
        await _standby.SetAsync("SET primary_conninfo = 'host=/nowhere'");
        await Waiting.UntilAsync(async () => await OnPrimaryAsync("SELECT count(*) FROM pg_stat_replication") is 0L);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _standby.Dispose();
        _primary.Dispose();
        await _schema.DropAsync(PostgresServer.OfTables);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Erased_data_is_not_read_from_a_promoted_standby_that_missed_the_erasure()
    {
        var receipt = await _store.EraseAsync(s_request);
        await FailOverAsync();

        (await AnsweredAsync(() => _store.ReadAsync(Some.Conversation).AsTask())).Should().BeNull();

        (await _store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Select(static one => one.Conversation.ConversationId)
            .Should().Equal("kept");
        (await _store.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(receipt);
        await _store.WriteAsync([Some.Entry(2), Some.Entry(2, conversation: "kept")]);
        (await _store.ReadAsync(Some.Conversation)).Should().BeNull("its tombstone is there again");
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_erasure_interrupted_by_a_promotion_is_completed_on_the_new_primary()
    {
        await using var blocker = new Npgsql.NpgsqlConnection(_primary.ConnectionString + ";Pooling=false");
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var block = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM (SELECT FROM {_schema.Name}.conversation FOR UPDATE) AS c", blocker))
        {
            await block.ExecuteScalarAsync();
        }

        var erasing = _store.EraseAsync(s_request).AsTask();
        await Waiting.UntilAsync(async () => await OnPrimaryAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'") is true);
        await FailOverAsync();
        ErasureReceipt? receipt = null;
        try
        {
            receipt = await erasing; // Succeeds if the other server took over in time.
        }
        catch (ConversationStoreException)
        {
            // The erasure was not acknowledged.
        }

        await using var other = Open();
        (await AnsweredAsync(() => other.ReadAsync(Some.Conversation).AsTask())).Should().BeNull("the ledger has the erasure");
        receipt ??= await AnsweredAsync(() => _store.EraseAsync(s_request).AsTask());
        receipt.Records.Turns.Should().Be(1);
        (await OnStandbyAsync($"SELECT count(*) FROM {_schema.Name}.turn")).Should().Be(0L);
        (await _store.ReadAsync("kept")).Should().NotBeNull();
    }

    private async Task FailOverAsync()
    {
        _primary.Stop("immediate");
        await OnStandbyAsync("SELECT pg_promote()");
    }

    // Returns the first result; until the other server takes over, all calls fail.
    private static async Task<T> AnsweredAsync<T>(Func<Task<T>> call)
    {
        T answer = default!;
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                answer = await call();
                return true;
            }
            catch (ConversationStoreException)
            {
                return false;
            }
        });
        return answer;
    }

    // The keys are on another server, so the ledger is not lost with the primary.
    private PostgreSqlConversationStore Open()
    {
        var options = _schema.Options();
        options.KeysConnectionString = PostgresServer.OfTables;
        return new PostgreSqlConversationStore($"{_primary.ConnectionString};Host={_primary.Folder},{_standby.Folder};Host Recheck Seconds=1", options);
    }

    private Task<object?> OnPrimaryAsync(string sql) => PostgresServer.RunAsync(_primary.ConnectionString, sql);

    private Task<object?> OnStandbyAsync(string sql) => PostgresServer.RunAsync(_standby.ConnectionString, sql);
}
