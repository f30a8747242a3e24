using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>D09: errors of the server and of the connection to it.</summary>
public sealed class FaultsTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly List<IAsyncDisposable> _opened = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var opened in Enumerable.Reverse(_opened))
        {
            await opened.DisposeAsync();
        }

        await _schema.DropAsync(PostgresServer.OfTables);
    }

    [Fact]
    public async Task D09_Connections_terminated_by_an_administrator_are_reopened()
    {
        string name = _schema.Name;
        var store = Open($"Application Name={name}");
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);

        for (int sequence = 2; sequence < 6; sequence++)
        {
            await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'");
            await WriteUntilStoredAsync(store, Some.Entry(sequence));
        }

        await HoldsAsync(store, 1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task D09_A_transaction_terminated_by_an_administrator_is_rolled_back()
    {
        string name = _schema.Name;
        var store = Open($"Application Name={name}");
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await using (await LockAsync())
        {
            var writing = store.WriteAsync([Some.Entry(2)]).AsTask();
            while (await RunAsync(
                $"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{name}' AND wait_event_type = 'Lock'") is 0L)
            {
                await Task.Yield();
            }

            await FailsAsync(writing, StoreFault.Unavailable);
            await HoldsAsync(store, 1);
        }

        await WriteUntilStoredAsync(store, Some.Entry(2));
        await HoldsAsync(store, 1, 2);
    }

    [Fact]
    public async Task D09_An_exhausted_connection_pool_times_out()
    {
        var store = Open("Maximum Pool Size=1;Timeout=1");
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        Task first;
        await using (await LockAsync())
        {
            first = store.WriteAsync([Some.Entry(2)]).AsTask();
            var e = await FailsAsync(store.WriteAsync([Some.Entry(3)]).AsTask(), StoreFault.Unavailable);
            (e.Reason, e.Message).Should().Be((OutageReason.Busy, "All connections of this host to the server are in use. Try again; if it stays, raise "
                + "Maximum Pool Size in the connection string, and the server's max_connections with it."));
        }

        await first;
        await store.WriteAsync([Some.Entry(3)]);
        await HoldsAsync(store, 1, 2, 3);
    }

    [Fact]
    public async Task D09_A_server_without_free_connections_is_reported_as_unavailable()
    {
        string role = _schema.Name + "_one";
        await RunAsync($"CREATE ROLE {role} LOGIN SUPERUSER");
        try
        {
            // Closed before its tables get another owner, which its background work would notice.
            await using var store = Open($"Username={role};Pooling=false");
            await store.WriteAsync([Some.Opening(), Some.Entry(1)]);

            // For a superuser only the role's own limit applies; a limit on the database would affect other tests.
            await RunAsync($"ALTER ROLE {role} NOSUPERUSER CONNECTION LIMIT 0");
            var e = await FailsAsync(store.WriteAsync([Some.Entry(2)]).AsTask(), StoreFault.Unavailable);
            (e.InnerException as PostgresException)?.SqlState.Should().Be(PostgresErrorCodes.TooManyConnections);

            await RunAsync($"ALTER ROLE {role} SUPERUSER CONNECTION LIMIT -1");
            await store.WriteAsync([Some.Entry(2)]);
            await HoldsAsync(store, 1, 2);
        }
        finally
        {
            await RunAsync($"REASSIGN OWNED BY {role} TO CURRENT_USER; DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task D09_A_statement_cancelled_by_the_server_is_rolled_back_and_can_be_retried()
    {
        var store = Open("Options=-c statement_timeout=300");
        await store.WriteAsync([Some.Opening(), Some.Entry(1)]);
        await using (await LockAsync())
        {
            await FailsAsync(store.WriteAsync([Some.Entry(2)]).AsTask(), StoreFault.Unavailable);
        }

        await store.WriteAsync([Some.Entry(2)]);
        await HoldsAsync(store, 1, 2);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DeadlockDetected)]
    [InlineData(PostgresErrorCodes.SerializationFailure)]
    public async Task D09_A_deadlock_or_serialization_failure_is_retried_immediately(string state)
    {
        var database = OpenDatabase();
        int attempts = 0;

        int written = await database.WriteAsync(
            async (session, token) =>
            {
                if (++attempts < 4)
                {
                    await session.RunAsync($"DO $$ BEGIN RAISE EXCEPTION 'met' USING ERRCODE = '{state}'; END $$", [], token);
                }

                return attempts;
            },
            default);

        written.Should().Be(4);
    }

    [Fact]
    public async Task D09_Two_deadlocked_transactions_both_succeed()
    {
        var database = OpenDatabase();
        await RunAsync($"""
            CREATE SCHEMA {_schema.Name}; CREATE TABLE {_schema.Name}.pair (n int PRIMARY KEY, count int); INSERT INTO {_schema.Name}.pair
            VALUES (1, 0), (2, 0)
            """);
        using var both = new Barrier(2);
        int met = 0;

        Task<int> WriteAsync(int first, int second)
        {
            bool isFirst = true;
            return database.WriteAsync(
                async (session, token) =>
                {
                    await session.RunAsync("UPDATE #.pair SET count = count + 1 WHERE n = $1", [first], token);
                    if (isFirst)
                    {
                        isFirst = false;
                        await Task.Run(() => both.SignalAndWait(token), token);
                    }
                    else
                    {
                        Interlocked.Increment(ref met);
                    }

                    return await session.RunAsync("UPDATE #.pair SET count = count + 1 WHERE n = $1", [second], token);
                },
                default).AsTask();
        }

        await Task.WhenAll(WriteAsync(1, 2), WriteAsync(2, 1));

        met.Should().BePositive("one of them was begun anew");
        (await RunAsync($"SELECT sum(count) FROM {_schema.Name}.pair")).Should().Be(4L);
    }

    [Theory]
    [InlineData("08006", StoreFault.Unavailable)]
    [InlineData("40003", StoreFault.Unavailable)]
    [InlineData("53100", StoreFault.Unavailable)]
    [InlineData("53200", StoreFault.Unavailable)]
    [InlineData("53300", StoreFault.Unavailable)]
    [InlineData("55P03", StoreFault.Unavailable)]
    [InlineData("57014", StoreFault.Unavailable)]
    [InlineData("57P01", StoreFault.Unavailable)]
    [InlineData("57P03", StoreFault.Unavailable)]
    [InlineData("25006", StoreFault.Unavailable)]
    [InlineData("58030", StoreFault.Unavailable)]
    [InlineData("22001", StoreFault.Refused)]
    [InlineData("22P05", StoreFault.Refused)]
    [InlineData("42501", StoreFault.Unusable)]
    public async Task D09_Each_error_class_is_marked_as_retryable_or_not(string state, StoreFault fault)
        => await FailsAsync(
            OpenDatabase().WriteAsync((session, token)
                => session.RunAsync($"DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '{state}'; END $$", [], token), default).AsTask(),
            fault);

    [Theory]
    [InlineData("53200", "The server answered with error 53200: as asked (raise it)")]
    [InlineData("53100", "The server has no room on its disk: as asked (raise it)")]
    [InlineData("57P01", "The server answered with error 57P01: as asked (raise it)")]
    [InlineData("57P03", "The server answered with error 57P03: as asked (raise it)")]
    [InlineData("23514", "The server answered with error 23514. Try again")]
    public async Task Error_messages_quote_server_errors_but_never_row_values(string state, string said)
        => (await FailsAsync(
            OpenDatabase().WriteAsync(
                (session, token) => session.RunAsync(
                    $"DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '{state}', HINT = 'raise it'; END $$", [], token),
                default).AsTask(),
            StoreFault.Unavailable)).Message.Should().StartWith(said);

    private static async Task<ConversationStoreException> FailsAsync(Task call, StoreFault fault)
    {
        var e = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<ConversationStoreException>()).Which;
        e.Fault.Should().Be(fault);
        return e;
    }

    private static async Task<object?> RunAsync(string sql) => await PostgresServer.RunAsync(PostgresServer.OfTables, sql);

    private static async Task WriteUntilStoredAsync(PostgreSqlConversationStore store, params StoreRecord[] records)
    {
        // That a pooled connection is broken is only known when it is used.
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await store.WriteAsync(records);
                return;
            }
            catch (ConversationStoreException e) when (e.Fault == StoreFault.Unavailable && attempt < 10)
            {
                // The next attempt.
            }
        }
    }

    private static async Task HoldsAsync(PostgreSqlConversationStore store, params long[] sequences)
        => (await store.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Sequence).Should().Equal(sequences);

    private PostgreSqlConversationStore Open(string settings)
    {
        var store = new PostgreSqlConversationStore($"{PostgresServer.OfTables};{settings}", _schema.Options());
        _opened.Add(store);
        return store;
    }

    private Database OpenDatabase()
    {
        var options = _schema.Options();
        var database = new Database(PostgresServer.OfTables, null, _schema.Name, options,
            new DatabaseTroubles(TimeProvider.System, NullLogger.Instance), static (_, _) => ValueTask.CompletedTask);
        _opened.Add(database);
        return database;
    }

    // Locks the conversations, so that writers have to wait.
    private async Task<NpgsqlConnection> LockAsync()
    {
        var connection = new NpgsqlConnection(PostgresServer.OfTables + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {_schema.Name}.conversation IN EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
