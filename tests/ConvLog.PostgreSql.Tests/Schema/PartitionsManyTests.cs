using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>
/// Far more partitions than the server has locks for, as if created by hand: calls that need few locks work, and the others report what to do.
/// </summary>
[Needs(ServerNeeds.Installed)]
public sealed class PartitionsManyTests : IDisposable
{
    private const int Days = 60;

    // Others, created by hand: none in the usual run (docs/test-suite.md).
    private static readonly int s_byHand = int.Parse(Environment.GetEnvironmentVariable("CONVLOG_PARTITIONS") ?? "0", CultureInfo.InvariantCulture);

    // Creating a partition reads all others, for each of its tables.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(s_byHand == 0 ? 1 : 15);

    // What ATTACH PARTITION writes to the catalog. Each attaching reads all partitions that there are: 10,000 of them would take hours.
    private const string AttachAll = """
        SET allow_system_table_mods = on;
        CREATE CAST (text AS pg_node_tree) WITHOUT FUNCTION;
        CREATE FUNCTION pg_temp.bytes(day int) RETURNS text LANGUAGE sql IMMUTABLE
            RETURN format(':constvalue 4 [ %s %s %s %s 0 0 0 0 ]', day & 255, day >> 8 & 255, day >> 16 & 255, day >> 24);
        CREATE TEMP TABLE made AS
            SELECT part.oid AS part, whole.oid AS whole, first, ends FROM {schema}.partition
            JOIN pg_class AS whole ON whole.relnamespace = '{schema}'::regnamespace AND whole.relkind = 'p'
            JOIN pg_class AS part ON part.relnamespace = whole.relnamespace AND NOT part.relispartition
                AND part.relname = whole.relname || to_char(date '0001-01-01' + first, '_YYYYMMDD');
        INSERT INTO pg_inherits SELECT part, whole, 1, false FROM made;
        UPDATE pg_class SET relispartition = true, relpartbound = regexp_replace(regexp_replace(sample.bound,
                ':constvalue 4 \[[^]]*\]', pg_temp.bytes(first), 1, 1), ':constvalue 4 \[[^]]*\]', pg_temp.bytes(ends), 1, 2)::pg_node_tree
            FROM made, (SELECT relpartbound::text AS bound FROM pg_class WHERE relispartition LIMIT 1) AS sample WHERE oid = part;
        """;

    private readonly TestSchema _schema = TestSchema.New();

    // In memory, unless there are gigabytes.
    private readonly PostgresCluster _cluster = PostgresCluster.Start(
        s_byHand == 0 ? $"{PostgresCluster.Fleeting} -c max_connections=20" : $"-c max_connections=20 {PostgresCluster.Fleeting}");

    public void Dispose() => _cluster.Dispose();

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_server_with_too_few_locks_still_stores_and_reports_the_setting_to_raise()
    {
        await CreateByHandAsync();

        // The fewest that can be set: 626 on PostgreSQL 15, 817 on 18. Creating a partition takes about a hundred, a list of all of them 1,500.
        await GiveLocksAsync(10);
        await using var owner = Open();
        var until = TimeProvider.System.GetUtcNow().AddDays(Days - 1);
        await WithLocksAsync(() => owner.CreatePartitionsAsync(until).AsTask());
        await WriteAsync(owner, Some.Opening("a"), Some.Entry(1, conversation: "a"));

        await using var store = Open();
        await WriteAsync(store, Some.Entry(2, conversation: "a"), Some.Opening("b"), Some.Entry(1, conversation: "b"));
        StoredConversation? stored = null;
        await WithLocksAsync(async () => stored = await store.ReadAsync("a"));
        stored!.Logged.Should().HaveCount(2);
        await ReportsSettingAsync(store);

        await ReportsMissingLocksAsync(() => store.ListAsync(new ConversationQuery(), withPii: false).AsTask());
        await ReportsMissingLocksAsync(() => store.EraseAsync(ErasureRequest.OfConversation("a", "dpo", Some.At(1))).AsTask());

        await GiveLocksAsync(Math.Max(1024, 4 * s_byHand));
        await using var later = Open();
        (await later.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Select(static listed => listed.Conversation.ConversationId)
            .Should().Equal(["b"], "the erasure that could not be done was in the ledger");
        (await later.ReadAsync("b"))!.Logged.Should().ContainSingle();
    }

    private async Task CreateByHandAsync()
    {
        await using (var owner = Open())
        {
            await owner.CreatePartitionsAsync(TimeProvider.System.GetUtcNow());
        }

        await using var connection = new NpgsqlConnection(_cluster.ConnectionString);
        await connection.OpenAsync();
        int first = (int)(await PostgresServer.RunAsync(_cluster.ConnectionString, $"SELECT min(first) FROM {_schema.Name}.partition"))!;
        string script = string.Join('\n', PartitionScript.Text.Split('\n').Where(static line => !line.StartsWith("ALTER TABLE", StringComparison.Ordinal)));
        for (int day = first - s_byHand; day < first; day++)
        {
            await RunAsync(connection, new DaySpan(day, day + 1).Fill(script, _schema.Name));
        }

        await RunAsync(connection, AttachAll.Replace("{schema}", _schema.Name, StringComparison.Ordinal));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private async Task GiveLocksAsync(int locks)
    {
        await WithLocksAsync(() => _cluster.SetAsync($"SET max_locks_per_transaction = {locks}"));
        _cluster.Stop();
        _cluster.StartAgain();
    }

    private static Task WriteAsync(PostgreSqlConversationStore store, params StoreRecord[] records)
        => WithLocksAsync(() => store.WriteAsync(records).AsTask());

    // Reading the figures needs locks too: with the partitions by hand, there are never enough for it.
    private static Task ReportsSettingAsync(PostgreSqlConversationStore store) => Waiting.UntilAsync(async () =>
    {
        var part = (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" });
        part.Status.Should().BeOneOf(StoreHealthStatus.Degraded, StoreHealthStatus.Unhealthy);
        part.Message.Should().Contain("Raise max_locks_per_transaction");
        return s_byHand > 0 || part.Figures.TryGetValue("partitions", out double partitions) && partitions >= Days
            && part.Message.Contains("from 10 to ", StringComparison.Ordinal);
    });

    // As a sink does: background work may hold the locks at that moment.
    private static async Task WithLocksAsync(Func<Task> call)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception e) when (TimeProvider.System.GetElapsedTime(start) < s_patience
                && e is ConversationStoreException { Fault: StoreFault.Unavailable } or PostgresException { SqlState: PostgresErrorCodes.OutOfMemory })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }
        }
    }

    private static async Task ReportsMissingLocksAsync(Func<Task> call)
        => (await call.Should().ThrowAsync<ConversationStoreException>()).WithMessage("The server has no locks left*Raise max_locks_per_transaction*");

    private PostgreSqlConversationStore Open()
    {
        var options = _schema.Options();
        options.PartitionDays = 1;
        options.CommandTimeout = TimeSpan.FromSeconds(s_byHand == 0 ? 30 : 600); // The server plans a list of thousands of partitions for minutes.
        return new PostgreSqlConversationStore(_cluster.ConnectionString, options);
    }
}
