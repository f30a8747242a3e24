using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>Partitions are made on demand, whatever day a conversation began.</summary>
public sealed class PartitionsTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _schema.DropAsync(PostgresServer.OfTables);

    [Fact]
    public async Task D08_A_conversation_of_any_day_has_a_partition()
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
    public async Task A_conversation_stays_in_the_partition_of_its_first_record_however_long_it_goes_on()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Entry(1)]);
        await store.WriteAsync([Some.Opening(minute: 60 * 24 * 400)]);
        await store.WriteAsync([Some.Entry(2) with { Timestamp = Some.At(60 * 24 * 401) }]);

        (await store.ReadAsync(Some.Conversation))!.Logged.Should().HaveCount(2);
        (await NumberAsync("SELECT count(*) FROM #.partition")).Should().Be(1);
    }

    [Fact]
    public async Task D08_A_partition_that_was_made_anew_for_other_days_is_written_to_where_it_is_now()
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
    public async Task Partitions_of_another_length_fit_between_those_that_are_there()
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
    public async Task A_partition_that_was_dropped_meanwhile_is_made_again()
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
    public async Task Making_a_partition_waits_for_no_reader_and_no_writer_of_others()
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

    private PostgreSqlConversationStore Open(int days = 7)
    {
        var options = _schema.Options();
        options.PartitionDays = days;
        return new PostgreSqlConversationStore(PostgresServer.OfTables, options);
    }

    private async Task<long> NumberAsync(string sql)
        => (long)(await PostgresServer.RunAsync(PostgresServer.OfTables, sql.Replace("#", _schema.Name, StringComparison.Ordinal)))!;
}
