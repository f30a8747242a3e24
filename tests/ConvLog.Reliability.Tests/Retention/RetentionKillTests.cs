using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Retention;

/// <summary>F01: the next process completes retention that was killed at any moment, exactly. F05: conversations on legal hold are not touched.</summary>
public class RetentionKillTests(ITestOutputHelper output)
{
    private const int MostKillsOfOneFile = 3;

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task After_any_number_of_kills_expired_data_is_gone_and_nothing_else_changed()
    {
        int kills = Amount.Of("CONVLOG_RETENTION_KILLS", usual: 1, inCi: 3, inLongCampaign: 6);
        var random = new Random(Amount.Seed);
        var tally = new DecisionTally();
        var conversations = AgedConversations.Make();
        using var template = await DecidedDatabase.MakeTemplateAsync(conversations);
        while (tally.Kills < kills)
        {
            string because = string.Create(CultureInfo.InvariantCulture, $"after kill {tally.Kills} with CONVLOG_SEED={Amount.Seed}");
            using var database = await DecidedDatabase.CopyAsync(template, conversations, tally);
            for (int of = random.Next(1, MostKillsOfOneFile + 1); of > 0; of--)
            {
                await database.KillAsync("--expires true", random, because);
            }

            await database.FinishAsync("--expires true", random, because);
            await ExpireAsync(database, because);
            await database.VerifyAsync(because);
        }

        output.WriteLine(tally.ToString());
    }

    private static async Task ExpireAsync(DecidedDatabase database, string because)
    {
        await using var store = new SqliteConversationStore(database.Path, new SqliteStoreOptions { IndexText = false });
        var runs = await store.ReadRetentionRunsAsync(100);
        runs.Should().OnlyContain(static run => run.State == RetentionRunState.Completed, because).And.NotBeEmpty(because);
        var batch = await database.Expected.ApplyRetentionAsync(runs[0].Cut, int.MaxValue - 1);
        batch.Next.Should().BeNull();
        batch.Conversations.Should().BeGreaterThan(AgedConversations.Count / 5, "there is something to expire");
        batch.PersonalData.Should().BeGreaterThan(AgedConversations.Count / 5, "there is something to purge");
        var times = runs.Select(static run => run.Cut.At).ToHashSet();
        foreach (int i in Enumerable.Range(0, AgedConversations.Count))
        {
            if ((await store.ReadSummaryAsync(AgedConversations.Id(i)))?.PiiPurgedAt is { } purged)
            {
                times.Should().Contain(purged, "it is the time of a run {0}", because);
            }
        }
    }
}
