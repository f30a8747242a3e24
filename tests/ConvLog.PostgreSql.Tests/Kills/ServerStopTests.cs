using System.Globalization;
using ConvLog.PostgreSql.Tests.Support;
using Xunit.Abstractions;

namespace ConvLog.PostgreSql.Tests.Kills;

/// <summary>D01: a server that stops as in a crash, in the middle of a batch or at its commit.</summary>
[Needs(ServerNeeds.Installed)]
public class ServerStopTests(ITestOutputHelper output)
{
    private static readonly int s_stops = Amount.Of("CONVLOG_PG_STOPS", usual: 1, inCi: 4, inLongCampaign: 10);

    [Fact]
    public async Task D01_Acknowledged_records_exist_exactly_once_after_every_immediate_stop()
    {
        using var cluster = PostgresCluster.Start();
        await using var store = new PostgreSqlConversationStore(cluster.ConnectionString, TestSchema.New().Options());

        var random = new Random(Amount.Seed);
        await using var witnessed = new WitnessedStore(store, Amount.Seed);
        int met = 0;
        long acknowledged = 0;
        for (int stop = 0; stop < s_stops; stop++)
        {
            string because = string.Create(CultureInfo.InvariantCulture, $"after stop {stop} with CONVLOG_SEED={Amount.Seed}");
            using var enough = new CancellationTokenSource();
            var talking = witnessed.TalkAsync(random.Next(3) == 0 ? "c-" : string.Create(CultureInfo.InvariantCulture, $"c{stop}-"), random.Next(),
                enough.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)), TimeProvider.System);
            cluster.Stop("immediate");
            long stored = await witnessed.AcknowledgedAsync();
            met += stored < witnessed.Given ? 1 : 0;
            acknowledged = Math.Max(acknowledged, stored);
            await enough.CancelAsync();
            cluster.StartAgain();
            await talking;

            await witnessed.VerifyAsync(because);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{s_stops} stops, {met} with something pending; {witnessed}, {acknowledged} acknowledged before the last stop"));
    }
}
