using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>D05, D06, D07, D11, D13: how a schema is created, and which schemas are refused.</summary>
public sealed class MigrationsTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _schema.DropAsync(PostgresServer.OfTables);

    [Fact]
    public async Task D06_Eight_stores_creating_the_schema_concurrently_can_all_write()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => Open("Maximum Pool Size=3")).ToList();

        await Task.WhenAll(stores.Select(static (store, i) => store.WriteAsync([Some.Opening($"conv-{i}"), Some.Entry(1, conversation: $"conv-{i}")])
            .AsTask()));

        (await RunAsync($"SELECT count(*) FROM {_schema.Name}.conversation")).Should().Be(8L);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task D07_A_migration_interrupted_at_any_point_is_rolled_back_and_the_next_one_succeeds()
    {
        string name = _schema.Name;
        for (int delay = 0; delay < 6; delay++)
        {
            await using var store = Open($"Application Name={name}");
            var writing = store.WriteAsync([Some.Opening(), Some.Entry(1)]).AsTask();
            await RunAsync(FormattableString.Invariant($"SELECT pg_sleep({delay * 0.007})"));
            await RunAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{name}'");
            await writing.ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        await using var next = Open("");
        await next.WriteAsync([Some.Opening(), Some.Entry(1)]);

        (await next.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
        (await RunAsync($"SELECT version FROM {name}.store_version")).Should().Be(1);
    }

    [Fact]
    public async Task D05_A_newer_schema_is_left_unchanged_and_refused_by_every_call()
    {
        await using (var store = Open(""))
        {
            await store.WriteAsync([Some.Opening()]);
        }

        await RunAsync($"UPDATE {_schema.Name}.store_version SET version = 99");
        await using var older = Open("");

        (await FailureAsync(older.WriteAsync([Some.Entry(1)]).AsTask())).Message.Should().Contain("version 99");
        (await FailureAsync(older.ReadAsync(Some.Conversation).AsTask())).Fault.Should().Be(StoreFault.Unusable);
        (await older.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Unhealthy);
        (await RunAsync($"SELECT count(*) FROM {_schema.Name}.entry")).Should().Be(0L);
    }

    [Fact]
    public async Task D13_A_database_with_another_encoding_is_refused_with_instructions()
    {
        string database = _schema.Name;
        await RunAsync($"CREATE DATABASE {database} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
        try
        {
            await using var store = Open($"Database={database};Pooling=false");

            (await FailureAsync(store.WriteAsync([Some.Opening()]).AsTask())).Message.Should().Contain("SQL_ASCII").And.Contain("UTF8");
        }
        finally
        {
            await RunAsync($"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    [Fact]
    public async Task D11_A_role_that_owns_only_its_two_schemas_is_sufficient()
    {
        string role = _schema.Name + "_owner";
        await RunAsync($"""
            CREATE ROLE {role} LOGIN NOSUPERUSER; CREATE SCHEMA {_schema.Name} AUTHORIZATION {role}; CREATE SCHEMA {_schema.KeysName} AUTHORIZATION {role}
            """);
        try
        {
            await using (var store = Open($"Username={role};Pooling=false"))
            {
                await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);

                (await store.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
                var health = await store.CheckHealthAsync();
                health.Parts.Where(static part => part is not { Name: "engine" }).Should().OnlyContain(static part => part.Status == StoreHealthStatus.Healthy);
            }
        }
        finally
        {
            await RunAsync($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
        }
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task D11_A_role_limited_to_reading_and_writing_rows_works_and_health_reports_the_limits()
    {
        string role = _schema.Name + "_writer";
        await using (var owner = Open(""))
        {
            await owner.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
        }

        await RunAsync($"CREATE ROLE {role} LOGIN NOSUPERUSER");
        foreach (string schema in new[] { _schema.Name, _schema.KeysName })
        {
            await RunAsync(
                $"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}; GRANT USAGE ON "
                + $"ALL SEQUENCES IN SCHEMA {schema} TO {role}");
        }

        try
        {
            await using (var store = Open($"Username={role};Pooling=false"))
            {
                await store.WriteAsync([Some.Entry(2, isPii: true), Some.Opening("conv-2")]);
                (await store.ReadAsync(Some.Conversation))!.Logged.Should().HaveCount(2);

                await store.WriteAsync([Some.Opening("conv-3", minute: -60 * 24 * 300)]); // Into the existing partition.
                (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" }).Message.Should().Contain("permission");
                await RunAsync($"REVOKE INSERT ON {_schema.Name}.entry FROM {role}");
                await RevokeOfPartitionsAsync(role);
                (await FailureAsync(store.WriteAsync([Some.Entry(3)]).AsTask())).Message.Should().Contain("entry");
                (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Status.Should().Be(StoreHealthStatus.Unhealthy);
            }
        }
        finally
        {
            await RunAsync($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
        }
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task D11_A_role_with_access_to_parent_tables_only_can_write_and_count()
    {
        string role = _schema.Name + "_parts";
        await using var owner = Open("");
        await owner.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
        await RunAsync($"CREATE ROLE {role} LOGIN NOSUPERUSER");
        foreach (string schema in new[] { _schema.Name, _schema.KeysName })
        {
            await RunAsync(
                $"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}; GRANT USAGE ON "
                + $"ALL SEQUENCES IN SCHEMA {schema} TO {role}");
        }

        await RevokeOfPartitionsAsync(role);
        try
        {
            await using var store = Open($"Username={role};Pooling=false");
            await store.WriteAsync([Some.Entry(2, isPii: true), Some.Call(1), Some.Turn(1)]);
            await store.BringUpToDateAsync();

            var listed = (await owner.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().ContainSingle().Subject;
            (listed.TurnCount, listed.FunctionOutcomes.Count, listed.All.Entries).Should().Be((1, 1, 2));
        }
        finally
        {
            await RunAsync($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task D11_Same_named_tables_and_functions_on_the_search_path_are_not_used()
    {
        string decoy = _schema.Name + "_decoy";
        await RunAsync($"""
            CREATE SCHEMA {decoy}; CREATE TABLE {decoy}.entry (conversation bigint); CREATE FUNCTION {decoy}.unnest(bigint[]) RETURNS bigint LANGUAGE sql AS
                'SELECT 1/0'; CREATE FUNCTION {decoy}.unnest(bytea[]) RETURNS bytea LANGUAGE sql AS 'SELECT (1/0)::text::bytea'
            """);
        try
        {
            await using var store = Open($"Search Path={decoy},pg_catalog");
            await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);

            (await store.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
            (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" }).Status.Should().Be(StoreHealthStatus.Healthy);
            await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(1)));
            (await store.ReadAsync(Some.Conversation)).Should().BeNull();
            (await RunAsync($"SELECT count(*) FROM {decoy}.entry")).Should().Be(0L);
        }
        finally
        {
            await RunAsync($"DROP SCHEMA {decoy} CASCADE");
        }
    }

    private PostgreSqlConversationStore Open(string settings)
    {
        var merged = new NpgsqlConnectionStringBuilder(PostgresServer.OfTables + ";" + settings);
        return new PostgreSqlConversationStore(merged.ConnectionString, _schema.Options());
    }

    private Task<object?> RevokeOfPartitionsAsync(string role) => RunAsync($"""
        DO $do$ DECLARE t regclass; BEGIN
            FOR t IN SELECT inhrelid::regclass FROM pg_inherits JOIN pg_class ON oid = inhparent WHERE relnamespace = '{_schema.Name}'::regnamespace
            LOOP EXECUTE format('REVOKE ALL ON %s FROM {role}', t); END LOOP;
        END $do$
        """);

    private static async Task<ConversationStoreException> FailureAsync(Task call)
    {
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<ConversationStoreException>()).Which;
        failure.Fault.Should().Be(StoreFault.Unusable);
        return failure;
    }

    private static async Task<object?> RunAsync(string sql) => await PostgresServer.RunAsync(PostgresServer.OfTables, sql);
}
