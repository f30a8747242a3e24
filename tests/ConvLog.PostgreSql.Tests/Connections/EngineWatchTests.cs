using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>Health and the log report the server's version and settings that weaken durability.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class EngineWatchTests : IClassFixture<EngineWatchTests.DurableServer>, IAsyncLifetime
{
    private const string Loss = "Acknowledged entries can be lost.";

    private readonly TestSchema _schema = TestSchema.New();
    private readonly FakeLogger _log = new();
    private readonly ManualClock _clock = new();
    private readonly PostgresCluster _cluster;
    private readonly PostgreSqlConversationStore _store;

    public EngineWatchTests(DurableServer server)
    {
        _cluster = server.Cluster;
        _store = Open();
    }

    public async Task InitializeAsync() => await _store.WriteAsync([Some.Opening(), Some.Entry(1)]);

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await SetAsync("RESET ALL");
    }

    [Fact]
    public async Task Health_and_one_log_line_name_the_version_of_a_durable_server()
    {
        var engine = await EngineAsync(_store);

        engine.Status.Should().Be(StoreHealthStatus.Healthy);
        engine.Message.Should().Contain("PostgreSQL 1").And.Contain("synchronous_commit = on");
        engine.Figures["version"].Should().BeGreaterThan(140_000);
        await LoggedAsync("is PostgreSQL 1");
        _log.Lines.Select(static line => line.Message).Should()
            .NotContain(static line => line.Contains(Loss, StringComparison.Ordinal)).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task A_server_setting_that_weakens_durability_is_reported_when_it_changes(string setting)
    {
        await SetAsync($"SET {setting} = off");

        (await EngineAsync(_store)).Should()
            .Match<HealthPart>(part => part.Status == StoreHealthStatus.Degraded && part.Message.Contains($"{setting} is off")
            && part.Message.Contains($"Set {setting} = on"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await LoggedAsync($"{setting} is off");
        _log.Lines[^1].Message.Should().StartWith(Loss);
        await SetAsync("RESET ALL");
        (await EngineAsync(_store)).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Unlogged_tables_are_reported()
    {
        await PostgresServer.RunAsync(_cluster.ConnectionString,
            $"ALTER TABLE {_schema.Name}.tombstone SET UNLOGGED; ALTER TABLE {_schema.KeysName}.data_key SET UNLOGGED");

        (await EngineAsync(_store)).Should()
            .Match<HealthPart>(part => part.Status == StoreHealthStatus.Degraded && part.Message.Contains("data_key, tombstone"));
    }

    [Fact]
    public async Task A_role_with_synchronous_commit_off_does_not_weaken_durability()
    {
        await SetAsync("SET synchronous_commit = off");

        (await EngineAsync(_store)).Should()
            .Match<HealthPart>(part => part.Status == StoreHealthStatus.Healthy && part.Message.Contains("synchronous_commit = on"));
    }

    [Fact]
    public async Task The_key_server_is_checked_for_durability_too()
    {
        using var keys = PostgresCluster.Start(PostgresCluster.Fleeting);
        var options = TestSchema.New().Options();
        options.KeysConnectionString = keys.ConnectionString;
        await using var store = new PostgreSqlConversationStore(_cluster.ConnectionString, options);

        var engine = await EngineAsync(store);

        engine.Status.Should().Be(StoreHealthStatus.Degraded);
        engine.Message.Should().Contain("The server of the keys is PostgreSQL").And.Contain("fsync is off");
    }

    private PostgreSqlConversationStore Open()
    {
        var options = _schema.Options();
        (options.Logger, options.TimeProvider) = (_log, _clock);
        return new PostgreSqlConversationStore(_cluster.ConnectionString, options);
    }

    private static async Task<HealthPart> EngineAsync(IConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "engine" });

    // The log is written in the background.
    private Task LoggedAsync(string text)
        => Waiting.UntilAsync(() => _log.Lines.Any(line => line.Message.Contains(text, StringComparison.Ordinal)));

    // pg_reload_conf only sends a signal. Sessions that start after the server has reread its settings have the change; earlier sessions get it with their next
    // statement.
    private async Task SetAsync(string change)
    {
        await RunAsync($"ALTER SYSTEM {change}");
        object? loaded = await RunAsync("SELECT pg_conf_load_time()");
        await RunAsync("SELECT pg_reload_conf()");
        await Waiting.UntilAsync(async () => !Equals(await RunAsync("SELECT pg_conf_load_time()"), loaded));
    }

    private Task<object?> RunAsync(string sql) => PostgresServer.RunAsync(_cluster.ConnectionString, sql);

    /// <summary>A server with the settings of a production server, except for its size.</summary>
    public sealed class DurableServer : IDisposable
    {
        internal PostgresCluster Cluster { get; } = PostgresCluster.Start("-c shared_buffers=64MB");

        public void Dispose() => Cluster.Dispose();
    }
}
