using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Tests.Fixtures;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Sqlite.Tests.Fixtures;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>
/// The migration of a schema, tested with an invented second script that also changes existing partitions, because there is only one version.
/// </summary>
public sealed class MigrationsNextTests : IAsyncLifetime
{
    private const string Mood = """
        ALTER TABLE {schema}.conversation ADD COLUMN mood bytea;
        UPDATE {schema}.conversation SET mood = 'calm' WHERE id = 'talk';
        DO $$ DECLARE p text; BEGIN
            FOR p IN SELECT to_char(date '0001-01-01' + first, 'YYYYMMDD') FROM {schema}.partition LOOP
                EXECUTE format('CREATE INDEX %I ON {schema}.%I (mood) WHERE mood IS NOT NULL', 'conversation_' || p || '_mood', 'conversation_' || p);
            END LOOP;
        END $$;
        """;

    private static readonly string s_first = Migrations.Text("Data.0001-conversations.sql");
    private static readonly string s_shape = $"{Migrations.Text("Data.shape.txt")}column conversation.mood bytea\n";

    private Fixture _fixture = null!;

    public async Task InitializeAsync() => _fixture = await Fixture.LoadAsync("1");

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task D05_A_migrated_schema_keeps_its_data_and_is_refused_by_a_host_of_the_older_version()
    {
        object? entries = await _fixture.RunAsync("SELECT count(*) FROM #.entry");

        await MigrateAsync(Mood);
        await MigrateAsync(Mood); // The next host has no migration to run.

        (await _fixture.RunAsync("SELECT version FROM #.store_version")).Should().Be(2);
        (await _fixture.RunAsync("SELECT convert_from(mood, 'UTF8') FROM #.conversation WHERE id = 'talk'")).Should().Be("calm");
        (await _fixture.RunAsync("SELECT count(*) FROM #.entry")).Should().Be(entries);
        (await _fixture.RunAsync($"SELECT count(*) FROM pg_indexes WHERE schemaname = '{_fixture.Schema.Name}' AND indexname LIKE '%_mood'")).Should().Be(1L);
        await using var store = _fixture.Open();
        await FluentActions.Awaiting(() => store.ReadAsync(FixtureContent.Talk).AsTask()).Should().ThrowAsync<SchemaRefusedException>()
            .WithMessage("*has version 2*knows versions up to 1*left as it is: update ConvLog.PostgreSql*");
    }

    [Fact]
    public async Task D07_A_failed_migration_script_leaves_the_schema_unchanged()
    {
        await FluentActions.Awaiting(() => MigrateAsync(Mood + "CREATE TABLE {schema}.meta (x integer);")).Should().ThrowAsync<SchemaRefusedException>()
            .WithMessage("*cannot be brought to version 2*meta*left as it is*");

        (await _fixture.RunAsync("SELECT version FROM #.store_version")).Should().Be(1);
        await using var store = _fixture.Open();
        (await store.ReadAsync(FixtureContent.Talk)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_schema_with_altered_tables_is_not_migrated()
    {
        await _fixture.RunAsync("ALTER TABLE #.note DROP COLUMN author");

        await FluentActions.Awaiting(() => MigrateAsync(Mood)).Should().ThrowAsync<SchemaRefusedException>().WithMessage("*note.author*");

        (await _fixture.RunAsync("SELECT version FROM #.store_version")).Should().Be(1);
    }

    private async Task MigrateAsync(string script)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.OfTables);
        await connection.OpenAsync();
        await new Migrations(Database.Quoted(_fixture.Schema.Name), [s_first, script], SchemaShape.Expected(s_shape)).RunAsync(connection, default);
    }
}
