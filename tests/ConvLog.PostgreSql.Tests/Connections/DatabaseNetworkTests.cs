using System.Diagnostics;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>D10, and D01 at the commit: a network that drops connections, delays data, or discards it.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class DatabaseNetworkTests : IAsyncLifetime
{
    private static readonly PostgresCluster s_cluster = PostgresCluster.Start();

    private readonly TestSchema _schema = TestSchema.New();
    private readonly NetworkProxy _network = new(s_cluster);
    private PostgreSqlConversationStore _store = null!; // Set before any test runs.

    public async Task InitializeAsync()
    {
        var options = _schema.Options();
        options.CommandTimeout = TimeSpan.FromSeconds(2);
        _store = new PostgreSqlConversationStore(_network.ConnectionString, options);
        await _store.WriteAsync([Some.Opening(), Some.Entry(1)]);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _network.DisposeAsync();
        await _schema.DropAsync(s_cluster.ConnectionString);
    }

    [Fact]
    public void Command_timeout_is_30_seconds_by_default()
        => new PostgreSqlStoreOptions().CommandTimeout.Should().Be(TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(ProxyMode.BlackHole)]
    [InlineData(ProxyMode.SwallowAnswers)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task D10_An_unresponsive_connection_times_out_and_recovers_with_the_network(ProxyMode mode)
    {
        _network.Mode = mode;

        var clock = Stopwatch.StartNew();
        await FailsAsync(_store.WriteAsync([Some.Entry(2)]).AsTask());
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(12),
            "the timeout is 2 seconds, and what it sends to take a statement back may wait as long again");
        clock.Restart();
        await FailsAsync(_store.ReadAsync(Some.Conversation).AsTask());
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(12));

        _network.CutAll();
        _network.Mode = ProxyMode.Forward;
        await WriteUntilStoredAsync([Some.Entry(2)]);
        await HoldsAsync(1, 2);
    }

    /// <summary>Regression: callers that waited for the first connection each made an attempt of their own, one after another.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Callers_that_wait_for_the_first_connection_share_its_failure()
    {
        _network.Mode = ProxyMode.BlackHole;
        var options = _schema.Options();
        options.CommandTimeout = TimeSpan.FromSeconds(2);
        await using var other = new PostgreSqlConversationStore(_network.ConnectionString, options);
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => FailsAsync(other.ReadAsync(Some.Conversation).AsTask())));

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(7));
    }

    /// <summary>Regression: a store that had reserved keys waited for their deletion without a limit.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Closing_a_store_does_not_wait_for_a_server_that_does_not_respond()
    {
        var store = new PostgreSqlConversationStore(_network.ConnectionString, _schema.Options(), isLater: false, static () => TimeSpan.FromSeconds(1));
        await store.WriteAsync([Some.Entry(5, isPii: true)]);
        _network.Mode = ProxyMode.BlackHole;
        var clock = Stopwatch.StartNew();

        await store.DisposeAsync();

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Health_is_not_affected_by_connections_that_the_server_closed_while_idle()
    {
        var options = _schema.Options();
        options.IndexText = false;
        string name = _schema.Name;
        await using var store = new PostgreSqlConversationStore(
            $"{s_cluster.ConnectionString};Application Name={name};Options=-c idle_session_timeout=300", options);
        await store.WriteAsync([Some.Entry(7)]);
        (await store.CheckHealthAsync()).Status.Should().NotBe(StoreHealthStatus.Unhealthy);
        await Waiting.UntilAsync(async () => await PostgresServer.RunAsync(
            s_cluster.ConnectionString, $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{name}'") is 0L);

        (await store.CheckHealthAsync()).Parts.Where(static part => part.Status == StoreHealthStatus.Unhealthy).Should().BeEmpty();
    }

    [Fact]
    public async Task A_dropped_connection_fails_at_most_one_call()
    {
        _network.CutAll();

        await WriteUntilStoredAsync([Some.Entry(2)]);

        await HoldsAsync(1, 2);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_refused_connection_fails_immediately()
    {
        _network.Mode = ProxyMode.Cut;

        var clock = Stopwatch.StartNew();
        await FailsAsync(_store.WriteAsync([Some.Entry(2)]).AsTask());
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));

        _network.Mode = ProxyMode.Forward;
        await WriteUntilStoredAsync([Some.Entry(2)]);
        await HoldsAsync(1, 2);
    }

    [Fact]
    public async Task A_slow_network_causes_delays_but_no_failures()
    {
        _network.Mode = ProxyMode.Delay;

        await _store.WriteAsync([Some.Entry(2), Some.Turn(1)]);

        await HoldsAsync(1, 2);
    }

    [Fact]
    public async Task D01_A_commit_whose_response_is_lost_is_retried_and_stored_once()
    {
        // The server receives and commits everything, but from some point the store gets no responses. That point is each of the first responses in turn.
        for (int answers = 0; answers < 12; answers++)
        {
            _network.CutAfterAnswers = answers;
            EntryRecord[] batch = [Some.Entry(10 + (2 * answers)), Some.Entry(11 + (2 * answers))];

            await WriteUntilStoredAsync(batch);
        }

        _network.CutAfterAnswers = null; // The last write may still be running, and a read is retried only once.
        await HoldsAsync([1, .. Enumerable.Range(10, 24)]);
    }

    private static async Task FailsAsync(Task call)
        => (await FluentActions.Awaiting(() => call).Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);

    // As a sink does: repeats the write until it is stored. That a pooled connection is broken is only known when it is used.
    private async Task WriteUntilStoredAsync(IReadOnlyList<StoreRecord> records)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _store.WriteAsync(records);
                return;
            }
            catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable && attempt < 10)
            {
                // The next attempt.
            }
        }
    }

    private async Task HoldsAsync(params int[] sequences)
        => (await _store.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Sequence).Should()
            .Equal(sequences.Select(static sequence => (long)sequence));
}
