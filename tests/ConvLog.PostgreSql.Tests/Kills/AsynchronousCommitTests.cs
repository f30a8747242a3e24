using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Kills;

/// <summary>
/// A server that acknowledges commits before they are on its disk (<c>synchronous_commit = off</c>, set at any level) and stops as in a crash. Its WAL
/// writer is slow, so that commits without a sync are lost.
/// </summary>
[Needs(ServerNeeds.Pooler)]
public sealed class AsynchronousCommitTests : IClassFixture<AsynchronousCommitTests.SlowServer>, IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgresCluster _cluster;

    public AsynchronousCommitTests(SlowServer server) => _cluster = server.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await RunAsync("ALTER SYSTEM RESET ALL");
        await RunAsync("ALTER ROLE postgres RESET ALL");
        await RunAsync("SELECT pg_reload_conf()");
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task No_acknowledged_record_is_lost_at_any_level_of_synchronous_commit_off()
    {
        await RunAsync("CREATE ROLE hasty LOGIN SUPERUSER; ALTER ROLE hasty SET synchronous_commit = off");
        await RunAsync("CREATE DATABASE hasty");
        await RunAsync("ALTER DATABASE hasty SET synchronous_commit = off");

        await KeepsAsync("Username=hasty", stops: Amount.Of(usual: 1, inCi: 3, inLongCampaign: 3));
        await KeepsAsync("Database=hasty");
        await KeepsAsync("Options=-c synchronous_commit=off");
        await RunAsync("ALTER SYSTEM SET synchronous_commit = off");
        await RunAsync("SELECT pg_reload_conf()");
        await KeepsAsync("");
    }

    [Fact]
    public async Task Changing_synchronous_commit_while_the_store_is_open_loses_no_records()
    {
        await using var store = Open("");
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await RunAsync("ALTER SYSTEM SET synchronous_commit = off");
        await RunAsync("SELECT pg_reload_conf()");
        await store.WriteAsync([Some.Entry(2)]);
        await store.WriteAsync([Some.Entry(3)]);

        await CrashAsync();

        (await store.ReadAsync(Some.Conversation))!.Logged.Should().HaveCount(3);
    }

    [Fact]
    public async Task Behind_a_pooler_no_record_is_lost_and_the_shared_connection_keeps_its_setting()
    {
        await RunAsync("ALTER ROLE postgres SET synchronous_commit = off");
        using var pooler = await Pooler.StartAsync(_cluster.Folder, connections: 1);
        await using var store = Open(pooler.ConnectionString, options => options.KeysConnectionString = pooler.KeysConnectionString);
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);

        (await PostgresServer.RunAsync(pooler.ConnectionString, "SHOW synchronous_commit")).Should().Be("off");
        await CrashAsync();

        (await ReadAsync(store))!.Logged.Should().HaveCount(1);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Keys_on_another_server_are_durable_before_data_depends_on_them()
    {
        using var keys = PostgresCluster.Start(SlowServer.Settings);
        await PostgresServer.RunAsync(keys.ConnectionString, "ALTER ROLE postgres SET synchronous_commit = off");
        await using var store = Open("", options => options.KeysConnectionString = keys.ConnectionString);
        await store.WriteAsync([Some.Opening(), Some.Entry(1, "secret", isPii: true)]);

        keys.Stop("immediate");
        keys.StartAgain();
        await using var next = Open("", options => options.KeysConnectionString = keys.ConnectionString);

        (await next.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Should().ContainSingle().Which.Content.Should().Be("secret");
    }

    [Theory]
    [InlineData("local")]
    [InlineData("remote_apply")]
    public async Task A_setting_at_least_as_durable_as_local_is_kept(string setting)
    {
        await using var store = Open($"Options=-c synchronous_commit={setting}");
        await store.WriteAsync([Some.Opening()]);
        await RunAsync($"""
            CREATE TABLE {_schema.Name}.seen (setting text);
            CREATE FUNCTION {_schema.Name}.see() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO {_schema.Name}.seen VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER see AFTER INSERT ON {_schema.Name}.arrival DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {_schema.Name}.see();
            """);

        await store.WriteAsync([Some.Entry(1)]);

        (await RunAsync($"SELECT setting FROM {_schema.Name}.seen")).Should().Be(setting);
    }

    private async Task KeepsAsync(string settings, int stops = 1)
    {
        var schema = TestSchema.New();
        for (int stop = 0; stop < stops; stop++)
        {
            await using var store = new PostgreSqlConversationStore($"{_cluster.ConnectionString};{settings}", WithoutIndex(schema.Options()));
            await store.WriteAsync([Some.Opening($"c{stop}"), .. Enumerable.Range(1, 20).Select(n => Some.Entry(n, conversation: $"c{stop}"))]);
            await CrashAsync();
            for (int before = 0; before <= stop; before++)
            {
                ((await ReadAsync(store, $"c{before}"))?.Logged.Count).Should().Be(20, "settings are \"{0}\", after stop {1}", settings, stop);
            }
        }
    }

    private PostgreSqlConversationStore Open(string settings, Action<PostgreSqlStoreOptions>? configure = null)
    {
        var options = WithoutIndex(_schema.Options());
        configure?.Invoke(options);
        return new PostgreSqlConversationStore(settings.Contains("Host=", StringComparison.Ordinal) ? settings : $"{_cluster.ConnectionString};{settings}",
            options);
    }

    // Its commits would sync earlier ones too.
    private static PostgreSqlStoreOptions WithoutIndex(PostgreSqlStoreOptions options)
    {
        options.IndexText = false;
        return options;
    }

    private Task CrashAsync()
    {
        _cluster.Stop("immediate");
        _cluster.StartAgain();
        return Task.CompletedTask;
    }

    // A pooler may need a moment to detect that its server is back.
    private static async Task<StoredConversation?> ReadAsync(IConversationStore store, string id = Some.Conversation)
    {
        StoredConversation? read = null;
        await Waiting.UntilAsync(
            async () =>
            {
                try
                {
                    read = await store.ReadAsync(id);
                    return true;
                }
                catch (ConversationStoreException)
                {
                    return false;
                }
            },
            "the server is back");
        return read;
    }

    private async Task<object?> RunAsync(string sql) => await PostgresServer.RunAsync(_cluster.ConnectionString, sql);

    /// <summary>One server shared by these tests, each of which stops it.</summary>
    public sealed class SlowServer : IDisposable
    {
        internal const string Settings = $"{PostgresCluster.Fleeting} -c shared_buffers=64MB -c wal_writer_delay=10s";

        internal PostgresCluster Cluster { get; } = PostgresCluster.Start(Settings);

        public void Dispose() => Cluster.Dispose();
    }
}
