using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Access;

/// <summary>Tampering with the access log on the server is detected.</summary>
public sealed class AccessRowsTests : IAsyncLifetime
{
    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private bool _canBeReused = true;
    private PostgreSqlConversationStore _store = null!; // Set before any test runs.

    public async Task InitializeAsync()
    {
        _store = Open();
        await AccessTampering.FillAsync(_store);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await (_canBeReused
            ? ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema) : _schema.DropAsync(PostgresServer.ConnectionString));
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Tampering_is_reported_with_the_affected_read_and_an_untouched_log_is_intact()
        => await AccessTampering.ShouldBeFoundAsync(_store, RunAsync);

    [Fact]
    public async Task A_recomputed_chain_is_detected_only_with_a_previously_saved_head()
    {
        var noted = (await _store.VerifyAccessAsync()).Head;
        await RunAsync("DELETE FROM #.access WHERE no = 10; UPDATE #.access_chain SET last = 9, last_hash = (SELECT hash FROM #.access WHERE no = 9)");
        (await _store.VerifyAccessAsync()).IsWhole.Should().BeTrue();

        await _store.WriteAccessAsync([Some.Access("somebody else")]);

        (await _store.VerifyAccessAsync()).IsWhole.Should().BeTrue();
        (await _store.VerifyAccessAsync(noted)).Should().BeEquivalentTo(new { IsWhole = false, HasNotedHead = false, FirstBroken = 10 });
    }

    [Fact]
    public async Task Access_log_without_its_head_refuses_writes_and_the_error_says_what_to_do()
    {
        _canBeReused = false;
        await RunAsync("DELETE FROM #.access_chain");

        var writing = async () => await _store.WriteAccessAsync([Some.Access()]);

        (await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage("*access_chain*backup*")).Which.Fault.Should().Be(StoreFault.Unusable);
        (await RunAsync("SELECT max(no) FROM #.access")).Should().Be(10L);
    }

    [Fact]
    public async Task Concurrent_writes_and_expiry_on_several_hosts_form_one_chain()
    {
        await using var other = Open();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var store = i % 2 == 0 ? _store : other;
            for (int n = 0; n < 20; n++)
            {
                await store.WriteAccessAsync([Some.Access(minute: 100 + n), Some.Access(minute: 100)]);
                if (i == 0)
                {
                    await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(200), AccessBefore = Some.At(3 + n) }, 1);
                }
            }
        })));

        foreach (var store in (PostgreSqlConversationStore[])[_store, other])
        {
            (await store.VerifyAccessAsync()).Should()
                .BeEquivalentTo(new { IsWhole = true, Verified = 320, Head = new { Number = 330 }, Beginning = new { Number = 10 } });
        }
    }

    [Fact]
    public async Task Access_records_waiting_for_the_chain_are_written_together()
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"SELECT 1 FROM {_schema.Name}.access_chain FOR UPDATE", connection, transaction);
        await hold.ExecuteNonQueryAsync();
        var writing = Enumerable.Range(0, 20).Select(_ => _store.WriteAccessAsync([Some.Access()]).AsTask()).ToList();
        using var gaveUp = new CancellationTokenSource();
        var abandoned = _store.WriteAccessAsync([Some.Access()], gaveUp.Token).AsTask();
        await gaveUp.CancelAsync();
        await FluentActions.Awaiting(() => abandoned).Should().ThrowAsync<OperationCanceledException>();
        await transaction.RollbackAsync();
        await Task.WhenAll(writing);

        ((long)(await RunAsync("SELECT count(DISTINCT xmin::text) FROM #.access WHERE no > 10"))!).Should()
            .BeInRange(1, 2, "the first may not have known of the others");
        (await _store.VerifyAccessAsync()).Should().BeEquivalentTo(new { IsWhole = true, Verified = 29 });
    }

    private PostgreSqlConversationStore Open() => new(PostgresServer.ConnectionString, _schema.Options());

    private async Task<object?> RunAsync(string sql)
        => await PostgresServer.RunAsync(PostgresServer.ConnectionString, sql.Replace("#.", _schema.Name + ".", StringComparison.Ordinal));
}
