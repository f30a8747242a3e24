using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>A schema whose tables differ from those the scripts create is refused; additional objects of an operator are allowed.</summary>
public sealed class SchemaShapeTests : IAsyncLifetime
{
    private const string FindNames = """
        SELECT convert_to(CASE relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END || relname, 'UTF8') FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
        WHERE nspname = convert_from($1, 'UTF8') AND relkind IN ('r', 'p', 'S') AND NOT relispartition
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = c.oid AND deptype IN ('a', 'i') AND relkind = 'S')
        """;

    private const string AlterKey = "DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE %s {0}', inhrelid::regclass, conname) FROM pg_inherits "
        + "LEFT JOIN pg_constraint ON conrelid = inhrelid AND contype = 'p' WHERE inhparent = '#.entry'::regclass); END $$";

    private static readonly (string Change, string Difference, string Back)[] s_changes =
    [
        ("ALTER TABLE #.annotation DROP COLUMN removed", "lacks column annotation.removed boolean NOT NULL",
            "ALTER TABLE #.annotation ADD COLUMN removed boolean NOT NULL"),
        ("ALTER TABLE #.turn ADD COLUMN mood text", "has column turn.mood text", "ALTER TABLE #.turn DROP COLUMN mood"),
        ("ALTER TABLE #.conversation ALTER COLUMN account TYPE text USING convert_from(account, 'UTF8')", "has column conversation.account text",
            "ALTER TABLE #.conversation ALTER COLUMN account TYPE bytea USING convert_to(account, 'UTF8')"),
        ("ALTER TABLE #.conversation ALTER COLUMN outcomes DROP NOT NULL", "lacks column conversation.outcomes bytea NOT NULL DEFAULT",
            "ALTER TABLE #.conversation ALTER COLUMN outcomes SET NOT NULL"),
        ("ALTER TABLE #.arrival ALTER COLUMN transaction DROP DEFAULT", "lacks column arrival.transaction xid8 NOT NULL DEFAULT",
            "ALTER TABLE #.arrival ALTER COLUMN transaction SET DEFAULT pg_current_xact_id()"),
        ("DROP TABLE #.tombstone", "lacks table tombstone", "CREATE TABLE #.tombstone (LIKE #.saved_tombstone INCLUDING ALL)"),
        ("DROP SEQUENCE #.conversation_no", "lacks sequence conversation_no", "CREATE SEQUENCE #.conversation_no START 1000"),
        ("ALTER TABLE #.end_user DROP CONSTRAINT end_user_hash_key", "lacks key end_user (hash)",
            "ALTER TABLE #.end_user ADD CONSTRAINT end_user_hash_key UNIQUE (hash)"),
        (AlterKey.Replace("{0}", "DROP CONSTRAINT %I", StringComparison.Ordinal), "of entry (conversation, day, no)",
            AlterKey.Replace("{0}", "ADD PRIMARY KEY (conversation, day, no)", StringComparison.Ordinal)),
        ("UPDATE #.store_version SET shape = '0123'", "in a form (0123)", "UPDATE #.store_version SET shape = saved_version.shape FROM #.saved_version"),
        ("DELETE FROM #.store_version", "has no version", "INSERT INTO #.store_version SELECT * FROM #.saved_version"),
    ];

    private readonly TestSchema _schema = TestSchema.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _schema.DropAsync(PostgresServer.OfTables);

    [Fact]
    public async Task The_expected_shape_is_that_of_a_new_schema()
    {
        await MakeAsync();
        await using var connection = new NpgsqlConnection(PostgresServer.OfTables);
        await connection.OpenAsync();
        foreach (var (kind, name, file) in ((string, string, string)[])
            [("Data", _schema.Name, "shape.txt"), ("Keys", _schema.KeysName, "Keys/shape.txt")])
        {
            var session = new Session(connection, name);
            var all = await session.ListAsync(FindNames, [name], static row => row.Text(0), default);

            string made = (await SchemaShape.OfAsync(session, name, SchemaShape.Expected(string.Join('\n', all)), default)).ToString();

            if (Environment.GetEnvironmentVariable("CONVLOG_ACCEPT_SHAPE") is "1")
            {
                await File.WriteAllTextAsync(Path.Combine(SchemaFolder(), file), made);
            }

            Migrations.Text($"{kind}.shape.txt").Should().Be(made, "CONVLOG_ACCEPT_SHAPE=1 writes it after a script was changed");
        }
    }

    // One schema for all cases: each change is reverted after its test.
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_altered_schema_is_refused_with_instructions_and_left_unchanged()
    {
        await using (var open = Open())
        {
            await open.WriteAsync([Some.Opening(), Some.Entry(1)]);
        }

        await RunAsync("""
            CREATE TABLE #.saved_tombstone (LIKE #.tombstone INCLUDING ALL);
            CREATE TABLE #.saved_version AS SELECT * FROM #.store_version;
            """);
        await EachCase.HoldsAsync(s_changes, async each =>
        {
            await RunAsync(each.Change);
            try
            {
                await IsRefusedAsync(each.Difference);
            }
            finally
            {
                await RunAsync(each.Back);
            }
        });

        await using var next = Open();
        await next.WriteAsync([Some.Entry(2)]);
        (await next.ReadAsync(Some.Conversation))!.Logged.Should().HaveCount(2, "all changes were taken back");

        // This change is not reverted.
        await RunAsync("DO $$ BEGIN EXECUTE (SELECT format('ALTER TABLE #.pii DETACH PARTITION %s', inhrelid::regclass) FROM pg_inherits WHERE inhparent = "
            + "'#.pii'::regclass); END $$");
        await IsRefusedAsync("of pii", entries: 2);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task An_open_store_reports_an_altered_schema_and_works_once_it_is_repaired()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Turn(1), Some.Annotation(1)]);
        await RunAsync("ALTER TABLE #.annotation RENAME COLUMN removed TO gone");

        await FluentActions.Awaiting(() => store.ReadAsync(Some.Conversation).AsTask()).Should().ThrowAsync<ConversationStoreException>();
        (await FailureAsync(store.ReadAsync(Some.Conversation).AsTask())).Message.Should().Contain("annotation.removed");
        foreach (string part in new[] { "schema", "reading" })
        {
            (await PartAsync(store, part)).Should()
                .Match<HealthPart>(found => found.Status == StoreHealthStatus.Unhealthy && found.Message.Contains("annotation.removed"));
        }

        await RunAsync("ALTER TABLE #.annotation RENAME COLUMN gone TO removed");
        (await PartAsync(store, "schema")).Status.Should().Be(StoreHealthStatus.Healthy);
        (await PartAsync(store, "reading")).Status.Should().Be(StoreHealthStatus.Healthy);
        (await store.ReadAsync(Some.Conversation))!.Annotations.Should().ContainSingle();
    }

    [Fact]
    public async Task Health_detects_a_schema_change_before_any_call_fails()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening()]);
        await RunAsync("ALTER TABLE #.note DROP COLUMN author");

        (await PartAsync(store, "schema")).Should()
            .Match<HealthPart>(part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains("note.author"));
    }

    [Fact]
    public async Task Rows_hidden_by_row_level_security_are_not_treated_as_missing()
    {
        await MakeAsync();
        string role = _schema.Name + "_reader";
        await RunAsync($"CREATE ROLE {role} LOGIN");
        foreach (string schema in new[] { _schema.Name, _schema.KeysName })
        {
            await RunAsync(
                $"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}; GRANT USAGE ON "
                + $"ALL SEQUENCES IN SCHEMA {schema} TO {role}");
        }

        await RunAsync("ALTER TABLE #.conversation_id ENABLE ROW LEVEL SECURITY");
        try
        {
            await using var store = Open($";Username={role};Pooling=false");
            (await FailureAsync(store.ReadAsync(Some.Conversation).AsTask())).Message.Should().Contain("row-level security on conversation_id");
        }
        finally
        {
            await RunAsync($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task Objects_added_by_an_operator_are_left_alone()
    {
        await MakeAsync();
        string role = _schema.Name + "_reports";
        await RunAsync($"""
            CREATE INDEX by_author ON #.note (author);
            CREATE UNIQUE INDEX once ON #.meta (value, key);
            CREATE VIEW #.lately AS SELECT conversation, turns FROM #.conversation;
            CREATE TABLE #.reports (no bigint PRIMARY KEY, text text);
            CREATE TABLE #.entry_archive (LIKE #.entry);
            CREATE SEQUENCE #.report_no;
            COMMENT ON TABLE #.turn IS 'turns';
            CREATE ROLE {role}; GRANT USAGE ON SCHEMA {_schema.Name} TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA {_schema.Name} TO {role};
            CREATE STATISTICS #.of_turns ON no, day FROM #.turn;
            """);
        try
        {
            await using var store = Open();
            await store.WriteAsync([Some.Entry(2), Some.Opening("conv-2", minute: 60 * 24 * 30)]);

            (await store.ReadAsync(Some.Conversation))!.Logged.Should().HaveCount(2);
            (await PartAsync(store, "schema")).Status.Should().Be(StoreHealthStatus.Healthy);
            (await RunAsync("SELECT count(*) FROM #.lately")).Should().Be(2L);
        }
        finally
        {
            await RunAsync($"DROP OWNED BY {role} CASCADE; DROP ROLE {role}");
        }
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Keys_in_an_altered_schema_are_not_used()
    {
        await MakeAsync();
        await RunAsync($"ALTER TABLE {_schema.KeysName}.ledger DROP COLUMN reason");
        await using var store = Open();

        (await FailureAsync(store.WriteAsync([Some.Entry(2, isPii: true)]).AsTask())).Message.Should().Contain("lacks column ledger.reason");
        (await PartAsync(store, "keys")).Should()
            .Match<HealthPart>(part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains("ledger.reason"));
    }

    [Fact]
    public async Task Health_reports_altered_tables_within_a_minute_and_that_they_are_restored_at_once()
    {
        var clock = new ManualClock(Some.At(0));
        var options = _schema.Options();
        options.TimeProvider = clock;
        await using var store = new PostgreSqlConversationStore(PostgresServer.OfTables, options);
        await store.WriteAsync([Some.Opening()]);
        (await PartAsync(store, "schema")).Status.Should().Be(StoreHealthStatus.Healthy);

        await RunAsync("ALTER TABLE #.turn ADD COLUMN mood text");
        clock.Advance(TimeSpan.FromMinutes(1));

        (await PartAsync(store, "schema")).Should().Match<HealthPart>(
            static part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains("has column turn.mood text"));
        await RunAsync("ALTER TABLE #.turn DROP COLUMN mood");
        (await PartAsync(store, "schema")).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    // Every call reports it, and no record is written.
    private async Task IsRefusedAsync(string difference, int entries = 1)
    {
        await using var next = Open();

        (await FailureAsync(next.WriteAsync([Some.Entry(9)]).AsTask())).Message.Should().Contain(difference).And.Contain("give another schema");
        await FailureAsync(next.ReadAsync(Some.Conversation).AsTask());
        var health = await next.CheckHealthAsync();
        health.Parts.Single(static part => part is { Name: "schema" }).Should()
            .Match<HealthPart>(part => part.Status == StoreHealthStatus.Unhealthy && part.Message.Contains(difference));
        (await RunAsync("SELECT count(*) FROM #.entry")).Should().Be((long)entries);
    }

    private async Task MakeAsync()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
    }

    private PostgreSqlConversationStore Open(string settings = "") => new(PostgresServer.OfTables + settings, _schema.Options());

    private static async Task<HealthPart> PartAsync(IConversationStore store, string name)
        => (await store.CheckHealthAsync()).Parts.Single(part => string.Equals(part.Name, name, StringComparison.Ordinal));

    private static async Task<ConversationStoreException> FailureAsync(Task call)
    {
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<ConversationStoreException>()).Which;
        failure.Fault.Should().Be(StoreFault.Unusable);
        return failure;
    }

    private static string SchemaFolder() => Checkout.PathOf("src", "ConvLog.PostgreSql", "Schema");

    private async Task<object?> RunAsync(string sql)
        => await PostgresServer.RunAsync(PostgresServer.OfTables, sql.Replace("#.", _schema.Name + ".", StringComparison.Ordinal));
}
