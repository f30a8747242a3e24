using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Tests.Support;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>What a partition is made of where conversations are spread over shards.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class ShardsTablesTests : IAsyncLifetime
{
    private static readonly DaySpan s_days = new(739_000, 739_007);

    private readonly TestSchema _schema = TestSchema.New();
    private JoinedServers _servers = null!; // Set before any test runs.
    private Shards _shards = null!;

    public async Task InitializeAsync()
    {
        _servers = await JoinedServers.SharedAsync();
        var options = _schema.Options();
        options.Shards = _servers.Shards;
        var migrations = new Migrations("Data", Database.Quoted(options.Schema));
        _shards = new Shards(options, migrations);
        await using var connection = await OpenAsync(_servers.ConnectionString);
        await migrations.RunAsync(connection, default);
    }

    public async Task DisposeAsync()
    {
        await _shards.DisposeAsync();
        await _servers.DropAsync(_schema);
    }

    [Fact]
    public async Task Rows_are_on_the_shard_of_their_conversation_and_nowhere_else()
    {
        await MakeAsync(s_days);

        await RunAsync($"INSERT INTO {_schema.Name}.scope SELECT n, 739003, 1, NULL, NULL, 0 FROM generate_series(1, 100) n");

        long[] rows = [await CountAsync(0), await CountAsync(1)];
        rows.Sum().Should().Be(100);
        rows.Should().OnlyContain(count => count > 30);
        (await RunAsync($"SELECT count(*) FROM {_schema.Name}.scope")).Should().Be(100L);
        (await RunAsync(
            $"SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = '{_schema.Name}'::regnamespace AND relname LIKE '%\\_{s_days.Name}%'"))
            .Should().Be(0L);
    }

    [Fact]
    public async Task Keys_are_kept_by_the_shards()
    {
        await MakeAsync(s_days);
        string insert = $"INSERT INTO {_schema.Name}.scope VALUES (1, 739003, 1, NULL, NULL, 0)";
        await RunAsync(insert);

        (await FluentActions.Awaiting(() => RunAsync(insert)).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should()
            .Be(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task What_a_shard_has_left_over_of_the_same_days_goes()
    {
        await _shards.MakeAsync(new DaySpan(s_days.First + 2, s_days.Ends + 2), default);
        await JoinedServers.RunAsync(_servers.Shards[0].ConnectionString, $"INSERT INTO {_schema.Name}.scope VALUES (1, 739003, 1, NULL, NULL, 0)");

        await MakeAsync(s_days);

        (await RunAsync($"SELECT count(*) FROM {_schema.Name}.scope")).Should().Be(0L);
        (await JoinedServers.RunAsync(_servers.Shards[0].ConnectionString, $"SELECT count(*) FROM {_schema.Name}.partition")).Should().Be(1L);
    }

    [Fact]
    public async Task A_partition_that_is_dropped_takes_the_rows_of_the_shards_with_it()
    {
        await MakeAsync(s_days);
        await RunAsync($"INSERT INTO {_schema.Name}.scope SELECT n, 739003, 1, NULL, NULL, 0 FROM generate_series(1, 100) n");

        await RunAsync(_shards.DroppingScript(s_days));

        (await CountAsync(0) + await CountAsync(1)).Should().Be(0);
        (await RunAsync($"SELECT count(*) FROM {_schema.Name}.partition")).Should().Be(0L);
        await _shards.DropAsync(s_days, default);
        (await JoinedServers.RunAsync(_servers.Shards[1].ConnectionString, $"SELECT to_regclass('{_schema.Name}.scope_{s_days.Name}') IS NULL")).Should()
            .Be(true);
        await MakeAsync(s_days);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private async Task MakeAsync(DaySpan days)
    {
        await _shards.MakeAsync(days, default);
        await RunAsync(_shards.Script(days));
    }

    private Task<object?> RunAsync(string sql) => JoinedServers.RunAsync(_servers.ConnectionString, sql);

    private async Task<long> CountAsync(int shard)
        => (long)(await JoinedServers.RunAsync(_servers.Shards[shard].ConnectionString, $"SELECT count(*) FROM {_schema.Name}.scope"))!;
}
