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

    private readonly TestSchema _schema = TestSchema.New();

    private readonly PostgresCluster _cluster = PostgresCluster.Start($"{PostgresCluster.Fleeting} -c max_connections=20");

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
        for (int day = first - s_byHand; day < first; day++)
        {
            await using var command = new NpgsqlCommand(new DaySpan(day, day + 1).Fill(PartitionScript.Text, _schema.Name), connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync();
        }
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
    private static Task WithLocksAsync(Func<Task> call) => Waiting.UntilAsync(async () =>
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e) when (e is ConversationStoreException { Fault: StoreFault.Unavailable }
            or PostgresException { SqlState: PostgresErrorCodes.OutOfMemory })
        {
            return false;
        }
    });

    private static async Task ReportsMissingLocksAsync(Func<Task> call)
        => (await call.Should().ThrowAsync<ConversationStoreException>()).WithMessage("The server has no locks left*Raise max_locks_per_transaction*");

    private PostgreSqlConversationStore Open()
    {
        var options = _schema.Options();
        options.PartitionDays = 1;
        return new PostgreSqlConversationStore(_cluster.ConnectionString, options);
    }
}
