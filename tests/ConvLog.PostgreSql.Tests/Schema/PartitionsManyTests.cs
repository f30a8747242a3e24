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

    private readonly TestSchema _schema = TestSchema.New();

    private readonly PostgresCluster _cluster = PostgresCluster.Start($"{PostgresCluster.Fleeting} -c max_connections=20");

    public void Dispose() => _cluster.Dispose();

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_server_with_too_few_locks_still_stores_and_reports_the_setting_to_raise()
    {
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
        var schema = await SchemaPartAsync(store);
        schema.Figures["partitions"].Should().BeGreaterThanOrEqualTo(Days, "each is made by itself");
        schema.Status.Should().Be(StoreHealthStatus.Degraded);
        schema.Message.Should().Contain("Raise max_locks_per_transaction from 10 to ");

        await ReportsMissingLocksAsync(() => store.ListAsync(new ConversationQuery(), withPii: false).AsTask());
        await ReportsMissingLocksAsync(() => store.EraseAsync(ErasureRequest.OfConversation("a", "dpo", Some.At(1))).AsTask());

        await GiveLocksAsync(1024);
        await using var later = Open();
        (await later.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Select(static listed => listed.Conversation.ConversationId)
            .Should().Equal(["b"], "the erasure that could not be done was in the ledger");
        (await later.ReadAsync("b"))!.Logged.Should().ContainSingle();
    }

    private async Task GiveLocksAsync(int locks)
    {
        await WithLocksAsync(() => _cluster.SetAsync($"SET max_locks_per_transaction = {locks}"));
        _cluster.Stop();
        _cluster.StartAgain();
    }

    private static Task WriteAsync(PostgreSqlConversationStore store, params StoreRecord[] records)
        => WithLocksAsync(() => store.WriteAsync(records).AsTask());

    // Reading the figures needs locks too.
    private static async Task<HealthPart> SchemaPartAsync(PostgreSqlConversationStore store)
    {
        HealthPart? part = null;
        await Waiting.UntilAsync(async () =>
        {
            part = (await store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "schema" });
            return part.Figures.ContainsKey("partitions");
        });
        return part!;
    }

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
