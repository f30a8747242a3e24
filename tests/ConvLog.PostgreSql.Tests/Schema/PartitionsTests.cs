using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>Partitions are created on demand for any start date of a conversation.</summary>
public sealed class PartitionsTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _schema.DropAsync(PostgresServer.OfTables);

    [Fact]
    public async Task D08_A_conversation_of_any_date_has_a_partition()
    {
        await using var store = Open();
        DateTimeOffset[] days =
            [DateTimeOffset.MinValue, new(1582, 10, 4, 0, 0, 0, TimeSpan.Zero), Some.At(0), new(2400, 2, 29, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue];

        for (int i = 0; i < days.Length; i++)
        {
            await store.WriteAsync([Some.Opening($"conv-{i}") with { OpenedAt = days[i] }, Some.Entry(1, conversation: $"conv-{i}")]);
        }

        for (int i = 0; i < days.Length; i++)
        {
            var stored = await store.ReadAsync($"conv-{i}");
            stored!.Summary.Conversation.OpenedAt.Should().Be(days[i]);
            stored.Logged.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task A_long_conversation_remains_in_the_partition_of_its_first_record()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Entry(1)]);
        await store.WriteAsync([Some.Opening(minute: 60 * 24 * 400)]);
        await store.WriteAsync([Some.Entry(2) with { Timestamp = Some.At(60 * 24 * 401) }]);

        (await store.ReadAsync(Some.Conversation))!.Logged.Should().HaveCount(2);
        (await NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(1);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task D08_Writes_follow_a_partition_recreated_with_other_days()
    {
        var monday = new DateTimeOffset(DateOnly.FromDayNumber(DateOnly.FromDateTime(Some.At(0).UtcDateTime).DayNumber / 7 * 7), default, TimeSpan.Zero);
        var cut = new RetentionCut { At = monday.AddDays(100), ConversationsBefore = monday.AddDays(90) };
        await using var weekly = Open(days: 7);
        await using var daily = Open(days: 1);
        await weekly.WriteAsync([Some.Opening("old") with { OpenedAt = monday }]);
        await Hosts.ExpireAllAsync(daily, cut);
        await Hosts.ExpireAllAsync(daily, cut);
        (await NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(0);
        await daily.WriteAsync([Some.Opening("a") with { OpenedAt = monday }, Some.Opening("b") with { OpenedAt = monday.AddDays(3) }]);

        await weekly.WriteAsync([Some.Turn(1, "b"), Some.Entry(2, conversation: "b")]);
        await weekly.BringUpToDateAsync();

        (await weekly.ReadAsync("b"))!.Logged.Should().ContainSingle();
        (await NumberAsync("SELECT count(*) FROM #.conversation")).Should().Be(2);
        (await NumberAsync("SELECT turns::bigint FROM #.conversation WHERE id = 'b'")).Should().Be(1);
    }

    [Fact]
    public async Task Partitions_of_another_length_do_not_overlap_existing_ones()
    {
        await using (var store = Open(days: 7))
        {
            await store.WriteAsync([Some.Opening("a")]);
        }

        await using (var store = Open(days: 30))
        {
            await store.WriteAsync([Some.Opening("b", minute: 60 * 24 * 7), Some.Opening("c", minute: -60 * 24 * 7), Some.Opening("d")]);
        }

        (await NumberAsync("SELECT count(*) FROM #.conversation")).Should().Be(4);
        (await NumberAsync("SELECT count(*) FROM #.partition AS one JOIN #.partition AS other ON one.first < other.first AND one.ends > other.first")).Should()
            .Be(0, "no two overlap");
    }

    [Fact]
    public async Task A_partition_dropped_while_a_store_is_open_is_created_again()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening("a")]);
        await PostgresServer.RunAsync(PostgresServer.OfTables, $"""
            DO $$ DECLARE t text; BEGIN
                FOR t IN SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class AS c ON c.oid = inhparent JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE nspname = '{_schema.Name}' LOOP
                    EXECUTE 'DROP TABLE ' || t;
                END LOOP;
                DELETE FROM {_schema.Name}.partition;
                DELETE FROM {_schema.Name}.conversation_id;
            END $$
            """);

        await store.WriteAsync([Some.Opening("b"), Some.Entry(1, conversation: "b")]);
        await store.WriteAsync([Some.Entry(1, conversation: "a")]);

        (await store.ReadAsync("b"))!.Logged.Should().ContainSingle();
        (await NumberAsync("SELECT count(*) FROM #.conversation")).Should().Be(2);
    }

    [Fact]
    public async Task Creating_a_partition_does_not_wait_for_readers_or_writers_of_others()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening("a")]);
        await using var connection = new Npgsql.NpgsqlConnection(PostgresServer.OfTables);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var lockAll =
            new Npgsql.NpgsqlCommand($"UPDATE {_schema.Name}.conversation SET turns = turns; SELECT * FROM {_schema.Name}.entry", connection))
        {
            await lockAll.ExecuteNonQueryAsync();
        }

        await store.WriteAsync([Some.Opening("b", minute: -60 * 24 * 100)]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        (await store.ReadAsync("b")).Should().NotBeNull();
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_fully_detached_partition_is_ignored_and_its_days_get_another_partition()
    {
        await using (var before = Open())
        {
            await before.WriteAsync([Some.Opening("a"), Some.Entry(1, conversation: "a"), Some.Opening("kept", minute: 60 * 24 * 30)]);
        }

        await DetachAsync("a", PartitionScript.Tables);
        await using var store = Open();

        await store.WriteAsync([Some.Opening("b"), Some.Opening("a"), Some.Entry(2, conversation: "a"), Some.Entry(2, conversation: "kept")]);
        await store.BringUpToDateAsync();

        (await store.ReadAsync("b")).Should().NotBeNull();
        (await store.ReadAsync("a"))!.Logged.Should().ContainSingle("what was there is detached");
        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().HaveCount(3);
        (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" }).Should()
            .Match<HealthPart>(static part => part.Status == StoreHealthStatus.Degraded && part.Message.Contains("detached"));
        await Hosts.ExpireAllAsync(store, new RetentionCut { At = Some.At(60 * 24 * 400), ConversationsBefore = Some.At(60 * 24 * 300) });
        (await NumberAsync("SELECT count(*) FROM #.conversation")).Should().Be(0);
    }

    /// <summary>Regression: a running host wrote to the tables that it knew by name for up to an hour, where no reader finds the records.</summary>
    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_running_host_does_not_write_to_a_partition_that_an_operator_detached()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening("a"), Some.Entry(1, conversation: "a"), Some.Opening("kept", minute: 60 * 24 * 30)]);
        await store.BringUpToDateAsync();

        await DetachAsync("a", PartitionScript.Tables);
        await PostgresServer.RunAsync(PostgresServer.OfTables,
            $"DELETE FROM {_schema.Name}.partition WHERE first = (SELECT min(first) FROM {_schema.Name}.partition)");

        await store.WriteAsync([Some.Opening("b"), Some.Entry(1, conversation: "b")]);
        await store.WriteAsync([Some.Opening("a"), Some.Entry(2, conversation: "a")]);
        (await store.ReadAsync("b"))!.Logged.Should().ContainSingle();
        (await store.ReadAsync("a"))!.Logged.Should().ContainSingle("what was there is detached");
        await store.BringUpToDateAsync();
        (await store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_partially_detached_partition_is_refused_with_its_name()
    {
        await using (var before = Open())
        {
            await before.WriteAsync([Some.Opening("a")]);
        }

        await DetachAsync("a", ["entry"]);
        await using var store = Open();

        (await FluentActions.Awaiting(() => store.ReadAsync("a").AsTask()).Should().ThrowAsync<ConversationStoreException>()).WithMessage("*of entry*");
    }

    /// <summary>Regression: where a statement timed out before the wait for the lock did, the write was repeated until the command ended.</summary>
    [Theory]
    [InlineData(30, "")]
    [InlineData(2, "")]
    [InlineData(30, ";Options=-c statement_timeout=2000")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_maintenance_command_on_a_whole_table_blocks_no_writes(int timeout, string settings)
    {
        var options = _schema.Options();
        options.CommandTimeout = TimeSpan.FromSeconds(timeout);
        await using var store = new PostgreSqlConversationStore(PostgresServer.OfTables + settings, options);
        await store.WriteAsync([Some.Opening("a")]);
        await using var connection = new Npgsql.NpgsqlConnection(PostgresServer.OfTables);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var analyze = new Npgsql.NpgsqlCommand($"ANALYZE {_schema.Name}.entry", connection))
        {
            await analyze.ExecuteNonQueryAsync();
        }

        await store.WriteAsync([Some.Opening("b", minute: 60 * 24 * 100), Some.Entry(1, conversation: "b")]).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        await store.WriteAsync([Some.Opening("c", minute: 60 * 24 * 100)]).AsTask().WaitAsync(TimeSpan.FromSeconds(4));

        (await store.ReadAsync("b"))!.Logged.Should().ContainSingle();
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task Writes_to_a_new_partition_work_with_a_publication_for_all_tables()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening("a") with { UserId = "jane" }, Some.Entry(1, conversation: "a")]);
        await PostgresServer.RunAsync(PostgresServer.OfTables, $"CREATE PUBLICATION {_schema.Name} FOR ALL TABLES");
        try
        {
            await store.WriteAsync([Some.Opening("b", minute: 60 * 24 * 100) with { UserId = "joe" }, Some.Turn(1, "b"), Some.Turn(1, "a")]);
            await store.WriteAsync([Some.Turn(1, "b") with { Revision = 2 }, Some.Note("n", "note", conversation: "b")]);
            await store.BringUpToDateAsync();
            await store.EraseAsync(ErasureRequest.OfUser("joe", "dpo", Some.At(60 * 24 * 300)));

            (await store.ReadAsync("b")).Should().BeNull();
        }
        finally
        {
            await PostgresServer.RunAsync(PostgresServer.OfTables, $"DROP PUBLICATION {_schema.Name}");
        }
    }

    // Detaches tables of the partition of a conversation.
    private async Task DetachAsync(string conversation, IReadOnlyList<string> tables)
    {
        long first = await NumberAsync(
            $"SELECT p.first::bigint FROM #.partition AS p JOIN #.conversation_id AS i ON i.day >= p.first AND i.day < p.ends WHERE i.id = '{conversation}'");
        string name = DateOnly.FromDayNumber((int)first).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (string table in tables)
        {
            await PostgresServer.RunAsync(PostgresServer.OfTables, $"ALTER TABLE {_schema.Name}.{table} DETACH PARTITION {_schema.Name}.{table}_{name}");
        }
    }

    private PostgreSqlConversationStore Open(int days = 7)
    {
        var options = _schema.Options();
        options.PartitionDays = days;
        return new PostgreSqlConversationStore(PostgresServer.OfTables, options);
    }

    private async Task<long> NumberAsync(string sql)
        => (long)(await PostgresServer.RunAsync(PostgresServer.OfTables, sql.Replace("#", _schema.Name, StringComparison.Ordinal)))!;
}
