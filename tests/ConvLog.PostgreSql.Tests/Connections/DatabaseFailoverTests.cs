using System.Diagnostics;
using ConvLog.PostgreSql.Tests.Support;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>A primary fails, and a standby is promoted some time later.</summary>
[Needs(ServerNeeds.Installed)]
public sealed class DatabaseFailoverTests
{
    private const string Settings = "-c shared_buffers=64MB -c fsync=off -c jit=off -c wal_level=replica";

    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(12);

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Pending_records_are_acknowledged_within_three_seconds_of_a_promotion()
    {
        using var primary = PostgresCluster.Start(Settings);
        using var standby = PostgresCluster.StandbyOf(primary, Settings);
        await using var store = new PostgreSqlConversationStore(
            $"{primary.ConnectionString};Host={primary.Folder},{standby.Folder}", TestSchema.New().Options());
        await using var sink = new StoreSink(store);
        await using var conversation = new Conversation(new ConversationInfo("c"), sink);
        conversation.Log.Info("before");
        (await conversation.FlushAsync()).Records.Pending.Should().Be(0);
        object? written = await PostgresServer.RunAsync(primary.ConnectionString, "SELECT pg_current_wal_lsn()::text");
        await Waiting.UntilAsync(async () => Equals(
            true, await PostgresServer.RunAsync(standby.ConnectionString, $"SELECT pg_last_wal_replay_lsn() >= '{written}'")));
        primary.Stop("immediate");
        conversation.Log.Info("while it is away");
        await Task.Delay(s_outage, TimeProvider.System); // Long enough for every retry with a growing delay.

        await PostgresServer.RunAsync(standby.ConnectionString, "SELECT pg_promote()");
        var promoted = Stopwatch.StartNew();
        (await conversation.FlushAsync()).Records.Pending.Should().Be(0);

        promoted.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(3));
        (await store.ReadAsync("c"))!.Logged.Should().HaveCount(2);
    }
}
