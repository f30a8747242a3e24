using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>
/// Schemas of pre-release builds are recognized by their tables, refused with instructions, and left unchanged; so are those of another program.
/// </summary>
public sealed class MigrationsPreReleaseTests : IAsyncLifetime
{
    // The first tables of a schema of those builds.
    private const string Data = """
        CREATE SCHEMA #; CREATE TABLE #.meta (key text PRIMARY KEY, value bytea NOT NULL); INSERT INTO #.meta VALUES ('schema', '11'), ('shape', 'AB');
        CREATE TABLE #.conversation_id (id bytea PRIMARY KEY, conversation bigint NOT NULL, day integer NOT NULL);
        """;

    private const string Keys = """
        CREATE SCHEMA #; CREATE TABLE #.meta (key text PRIMARY KEY, value bytea NOT NULL); INSERT INTO #.meta VALUES ('schema', '1'), ('id', 'AB');
        CREATE TABLE #.data_key (no bigint PRIMARY KEY, key_id bytea NOT NULL, wrapped bytea NOT NULL);
        """;

    private const string Content = """
        SELECT string_agg(table_name || '.' || column_name, ' ' ORDER BY table_name, column_name)
            || (SELECT string_agg(key || encode(value, 'hex'), ' ' ORDER BY key) FROM #.meta)
        FROM information_schema.columns WHERE table_schema = '#'
        """;

    private readonly TestSchema _schema = TestSchema.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _schema.DropAsync(PostgresServer.OfTables);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_data_of_a_pre_release_build_is_refused_by_every_call_and_left_unchanged(bool haveKeysTheirs)
    {
        if (haveKeysTheirs)
        {
            await RunAsync(Keys, _schema.KeysName);
        }
        else
        {
            await MakeAsync();
            await RunAsync("DROP SCHEMA # CASCADE", _schema.Name);
        }

        await RunAsync(Data, _schema.Name);
        object?[] before = [await RunAsync(Content, _schema.Name), await RunAsync(Content, _schema.KeysName)];
        await using var store = Open();

        foreach (var call in (Task[])[store.WriteAsync([Some.Opening()]).AsTask(), store.ReadAsync(Some.Conversation).AsTask()])
        {
            (await FailureAsync(call)).Message.Should().StartWith($"The schema \"{_schema.Name}\" was written by a pre-release build of ConvLog.PostgreSql")
                .And.Contain("left unchanged").And.Contain("Rename or drop it");
        }

        (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" }).Should()
            .Match<HealthPart>(static part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains("pre-release build"));
        (await RunAsync(Content, _schema.Name)).Should().Be(before[0]);
        (await RunAsync(Content, _schema.KeysName)).Should().Be(before[1]);
    }

    [Fact]
    public async Task Keys_of_a_pre_release_build_are_refused_and_left_unchanged()
    {
        await MakeAsync();
        await RunAsync("DROP SCHEMA # CASCADE", _schema.KeysName);
        await RunAsync(Keys, _schema.KeysName);
        object? before = await RunAsync(Content, _schema.KeysName);
        await using var store = Open();

        (await FailureAsync(store.WriteAsync([Some.Entry(2, isPii: true)]).AsTask())).Message.Should()
            .StartWith($"The schema \"{_schema.KeysName}\" was written by a pre-release build of ConvLog.PostgreSql");
        (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "keys" }).Should()
            .Match<HealthPart>(static part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains("pre-release build"));
        (await RunAsync(Content, _schema.KeysName)).Should().Be(before);
        (await RunAsync("SELECT count(*) FROM #.entry", _schema.Name)).Should().Be(1L);
    }

    [Fact]
    public async Task Keys_of_a_newer_schema_version_are_refused()
    {
        await MakeAsync();
        await RunAsync("UPDATE #.store_version SET version = 99", _schema.KeysName);
        await using var store = Open();

        (await FailureAsync(store.WriteAsync([Some.Entry(2, isPii: true)]).AsTask())).Message.Should()
            .StartWith($"The schema \"{_schema.KeysName}\" has version 99").And.Contain("update ConvLog.PostgreSql");
    }

    [Fact]
    public async Task A_schema_with_same_named_tables_of_another_program_is_refused_and_left_unchanged()
    {
        await RunAsync("CREATE SCHEMA #; CREATE TABLE #.meta (no integer)", _schema.Name);
        await using var store = Open();

        (await FailureAsync(store.WriteAsync([Some.Opening()]).AsTask())).Message.Should()
            .StartWith($"The schema \"{_schema.Name}\" cannot be brought to version 1: relation \"meta\" already exists");

        (await RunAsync("SELECT count(*) FROM information_schema.tables WHERE table_schema = '#'", _schema.Name)).Should().Be(1L);
    }

    private async Task MakeAsync()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
    }

    private PostgreSqlConversationStore Open() => new(PostgresServer.OfTables, _schema.Options());

    private static async Task<ConversationStoreException> FailureAsync(Task call)
    {
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<ConversationStoreException>()).Which;
        failure.Fault.Should().Be(StoreFault.Unusable);
        return failure;
    }

    private static async Task<object?> RunAsync(string sql, string schema)
        => await PostgresServer.RunAsync(PostgresServer.OfTables, sql.Replace("#", schema, StringComparison.Ordinal));
}
