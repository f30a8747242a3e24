using System.Security.Authentication;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>Errors on opening a connection: never a record's fault, retried at growing intervals, and named in the message.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class OpeningFaultsTests : IClassFixture<OpeningFaultsTests.StrictServer>
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly FakeLogger _log = new();
    private readonly PostgresCluster _cluster;

    public OpeningFaultsTests(StrictServer server) => _cluster = server.Cluster;

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_setting_unknown_to_the_server_loses_no_record()
    {
        await using var store = Open("Timezone=Nowhere/Lost");
        await using var sink = new StoreSink(store, new StoreSinkOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });
        for (int i = 0; i < 15; i++)
        {
            sink.Record(Some.Entry(i));
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var result = await sink.FlushAsync(patience.Token);

        (result.Records.Pending, result.Records.Dropped).Should().Be((15, 0));
        (await FailureAsync(store)).Should().Match<ConversationStoreException>(e => e.Fault == StoreFault.Unusable && e.Message.Contains("TimeZone"));
        await FluentActions.Awaiting(() => store.ReadAsync(Some.Conversation).AsTask()).Should().ThrowAsync<ConversationStoreException>();
    }

    // Regression: a connection that was opened for too many partitions was reported as a server that takes none.
    [Fact]
    public void A_server_without_locks_for_a_new_session_names_the_setting_to_raise()
    {
        var refused = new PostgresException("out of shared memory", "ERROR", "ERROR", PostgresErrorCodes.OutOfMemory,
            hint: "You might need to increase max_locks_per_transaction.");

        var fault = OpeningFaults.Of(refused, "The server");

        fault.Message.Should().StartWith("The server has no locks left").And.Contain("Raise max_locks_per_transaction");
        (fault.Fault, fault.Reason).Should().Be((StoreFault.Unavailable, OutageReason.Busy));
    }

    [Fact]
    public async Task A_setting_unknown_to_the_key_server_loses_no_record()
    {
        await using var store = Open("", options => options.KeysConnectionString = $"{_cluster.ConnectionString};Timezone=Nowhere/Lost");

        (await FailureAsync(store)).Should().Match<ConversationStoreException>(e => e.Fault == StoreFault.Unusable
            && e.Message.StartsWith("The server of the keys does not let the store in") && e.Message.Contains("TimeZone"));
    }

    [Theory]
    [InlineData("Username=locked", "No password has been provided")]
    [InlineData("Username=locked;Password=wrong", "password authentication failed")]
    [InlineData("Username=nobody_of_that_name", "nobody_of_that_name")]
    [InlineData("Database=nothing_of_that_name", "nothing_of_that_name")]
    [InlineData("Username=full", "ALTER ROLE … CONNECTION LIMIT")]
    [InlineData("Username=plain;Database=full", "ALTER DATABASE … CONNECTION LIMIT")]
    [InlineData("Host=/nowhere", "The server cannot be reached, or did not answer in time: Failed to connect to")]
    public async Task Authentication_errors_of_the_server_are_quoted_in_the_message(string settings, string said)
    {
        await using var store = Open(settings);

        (await FailureAsync(store)).Message.Should().Contain(said).And.NotContain("wrong");
    }

    [Theory]
    [InlineData("SSL Mode=Require", "SSL")]
    [InlineData("SSL Mode=VerifyFull;Root Certificate=/nowhere/root.crt", "SSL")]
    public async Task A_server_without_TLS_is_distinguished_from_an_unreachable_one(string settings, string said)
    {
        await using var proxy = new NetworkProxy(_cluster);
        await using var store = new PostgreSqlConversationStore($"{proxy.ConnectionString};{settings}", _schema.Options());

        (await FailureAsync(store)).Message.Should().Contain(said);
    }

    [Fact]
    public void A_mismatched_certificate_and_a_missing_file_are_reported()
    {
        var certificate = OpeningFaults.Of(
            new NpgsqlException("Exception while performing SSL handshake", new AuthenticationException("RemoteCertificateNameMismatch")), "The replica");
        var file = OpeningFaults.Of(new FileNotFoundException("Could not find file '/nowhere/root.crt'."), "The server of the keys");

        certificate.Message.Should().StartWith("The replica cannot be reached by TLS").And.Contain("RemoteCertificateNameMismatch");
        file.Message.Should().Contain("the server of the keys").And.Contain("/nowhere/root.crt");
        (certificate.Fault, file.Fault).Should().Be((StoreFault.Unusable, StoreFault.Unusable));
    }

    [Fact]
    public async Task A_failing_open_is_not_retried_in_a_loop_and_its_cause_is_logged_once()
    {
        await _cluster.SetAsync("SET log_connections = on");
        await using var store = Open("", options => options.KeysConnectionString = "Host=/nowhere;Username=keys");
        for (int call = 0; call < 200; call++)
        {
            await FailureAsync(store);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        await _cluster.SetAsync("RESET log_connections");

        File.ReadLines(_cluster.Log).Count(line => line.Contains(_schema.Name, StringComparison.Ordinal)
            && line.Contains("connection authorized", StringComparison.Ordinal)).Should().BeLessThan(40);
        _log.Lines.Count(static line => line.Message.StartsWith("The store cannot be opened", StringComparison.Ordinal)).Should().Be(1);
        _log.Lines.Should().Contain(static line => line.Message.Contains("The server of the keys cannot be reached"));
    }

    [Fact]
    public async Task A_store_that_failed_to_open_works_once_the_cause_is_fixed()
    {
        string role = _schema.Name + "_late";
        await using var store = Open($"Username={role}");
        for (int call = 0; call < 10; call++)
        {
            await FailureAsync(store);
        }

        await RunAsync($"CREATE ROLE {role} LOGIN SUPERUSER");
        await Waiting.UntilAsync(async () =>
        {
            try
            {
                await store.WriteAsync([Some.Opening()]);
                return true;
            }
            catch (ConversationStoreException)
            {
                return false;
            }
        });
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task The_first_call_after_an_idle_session_timeout_succeeds()
    {
        await using var store = Open("Options=-c idle_session_timeout=1500");
        await store.WriteAsync([Some.Opening()]);
        await IdleAsync();
        await store.WriteAsync([Some.Entry(1)]);
        await IdleAsync();

        (await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)))).UnreadableAt.Should().NotBe(default);
    }

    [Fact]
    public void The_same_name_for_both_schemas_is_rejected_by_the_constructor()
    {
        var options = new PostgreSqlStoreOptions { Schema = "one", KeysSchema = "one" };

        FluentActions.Invoking(() => new PostgreSqlConversationStore(_cluster.ConnectionString, options)).Should().Throw<ArgumentException>()
            .WithMessage("*Schema and KeysSchema are both one*");
    }

    [Fact]
    public async Task Swapped_schemas_are_reported()
    {
        await using (var store = Open(""))
        {
            await store.WriteAsync([Some.Opening()]);
        }

        await using var confused = Open("", options => (options.Schema, options.KeysSchema) = (options.KeysSchema, options.Schema));
        (await FailureAsync(confused)).Message.Should().Contain("holds the keys of a store").And.Contain("confused");
    }

    // All connections of this process are idle for longer than the server allows.
    private async Task IdleAsync() => await Waiting.UntilAsync(async () => Equals(
        await RunAsync($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{_schema.Name}'"), 0L));

    private static async Task<ConversationStoreException> FailureAsync(PostgreSqlConversationStore store)
        => (await FluentActions.Awaiting(() => store.WriteAsync([Some.Opening()]).AsTask()).Should().ThrowAsync<ConversationStoreException>()).Which;

    private PostgreSqlConversationStore Open(string settings, Action<PostgreSqlStoreOptions>? configure = null)
    {
        var options = _schema.Options();
        (options.Logger, options.IndexText) = (_log, false);
        configure?.Invoke(options);
        return new PostgreSqlConversationStore($"{_cluster.ConnectionString};Application Name={_schema.Name};{settings}", options);
    }

    private Task<object?> RunAsync(string sql) => PostgresServer.RunAsync(_cluster.ConnectionString, sql);

    /// <summary>A server that requires a password for one role, and allows no more connections for another role and for one database.</summary>
    public sealed class StrictServer : IDisposable
    {
        public StrictServer()
        {
            Run("""
                CREATE ROLE locked LOGIN PASSWORD 'right'; CREATE ROLE "full" LOGIN CONNECTION LIMIT 0; CREATE ROLE plain LOGIN;
                DO $$ BEGIN EXECUTE format('COPY (SELECT * FROM unnest(ARRAY[''local all locked scram-sha-256'', ''local all all trust''])) TO %L', current_setting('hba_file')); END $$;
                SELECT pg_reload_conf()
                """);
            Run("CREATE DATABASE \"full\"");
            Run("ALTER DATABASE \"full\" CONNECTION LIMIT 0");
        }

        internal PostgresCluster Cluster { get; } = PostgresCluster.Start($"{PostgresCluster.Fleeting} -c shared_buffers=64MB -c log_line_prefix='%a '");

        public void Dispose() => Cluster.Dispose();

        private void Run(string sql) => PostgresServer.RunAsync(Cluster.ConnectionString, sql).GetAwaiter().GetResult();
    }
}
