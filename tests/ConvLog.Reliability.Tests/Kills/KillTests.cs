using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Kills;

/// <summary>C01, D07: kill -9 at any moment loses no acknowledged entries and leaves no partial or duplicate records.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int KillsOfOneFile = 8;

    [Fact]
    public async Task Acknowledged_entries_are_present_once_and_unchanged_after_every_kill()
    {
        int kills = Amount.Of("CONVLOG_KILLS", usual: 2, inCi: 5, inLongCampaign: 10);
        var random = new Random(Amount.Seed);
        var tally = new KillTally();
        for (int kill = 0; kill < kills;)
        {
            using var database = new WitnessedDatabase();
            for (int of = 0; of < KillsOfOneFile && kill < kills; of++, kill++)
            {
                string because = string.Create(CultureInfo.InvariantCulture, $"after kill {kill} with CONVLOG_SEED={Amount.Seed}");
                var child = await RunAsync(database.Path, random, of, tally);
                await database.VerifyAsync(because, child);
                tally.Add(child, database);
            }

            await database.VerifyAllAsync(string.Create(CultureInfo.InvariantCulture, $"after {kill} kills with CONVLOG_SEED={Amount.Seed}"));
        }

        output.WriteLine(tally.ToString());
    }

    // The first child of a file is killed while it creates the file, some others while they open it.
    private static async Task<Testimony> RunAsync(string path, Random random, int kill, KillTally tally)
    {
        bool atStart = random.Next(kill == 0 ? 2 : 6) == 0;
        var moment = new KillMoment(random);
        string assignment = string.Create(CultureInfo.InvariantCulture,
            $"{ChildProcess.SeedAndBatch(random)} --conversations {(random.Next(3) == 0 ? "c-" : $"c{kill}-")}");
        long start = TimeProvider.System.GetTimestamp();
        await using var child = ChildProcess.Start(path, assignment, heard: child =>
        {
            tally.Heard(child.Testimony, start);
            if (!atStart)
            {
                moment.Look(child);
            }
        });
        if (atStart)
        {
            await KillMoment.AtItsStartAsync(child, random, tally.UsualStart);
        }

        var testimony = await child.EndedAsync();
        child.ExitCode.Should().Be(128 + PosixSignals.Kill, "it was killed and did not end by itself: {0}", child.Errors);
        return testimony;
    }
}
