using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Disks;

/// <summary>
/// C02: power loss. The database is in a separate file system that writes only synced data to its image file. A copy of that file at any moment is what the
/// next start would find.
/// </summary>
public class PowerCutTests(ITestOutputHelper output)
{
    [MachineFact(MachineNeeds.LoopDevice)]
    public async Task Acknowledged_entries_survive_a_power_loss()
    {
        int cuts = Amount.Of("CONVLOG_POWER_CUTS", usual: 1, inCi: 2, inLongCampaign: 2);
        var random = new Random(Amount.Seed);
        long acknowledged = 0;
        for (int cut = 0; cut < cuts; cut++)
        {
            acknowledged += await CutAsync(random, string.Create(CultureInfo.InvariantCulture, $"after power cut {cut} with CONVLOG_SEED={Amount.Seed}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cuts} power cuts, {acknowledged} records acknowledged"));
        acknowledged.Should().BePositive();
    }

    private static async Task<long> CutAsync(Random random, string because)
    {
        using var disk = MountedDisk.InFile(megabytes: 64);
        int moment = random.Next(50, 1_500);
        await using var child =
            ChildProcess.Start(disk.File("convlog.db"), ChildProcess.SeedAndBatch(random), heard: child =>
        {
            if (child.Testimony.Lines == moment)
            {
                child.Signal(PosixSignals.Stop);
            }
        });
        await child.UntilAsync(testimony => testimony.Lines >= moment);
        await child.UntilStoppedAsync();
        using var after = MountedDisk.AfterPowerCut(disk);
        child.Kill();
        var testimony = await child.EndedAsync();

        using var database = new WitnessedDatabase(after.File("convlog.db"));
        await database.VerifyAsync(because, testimony);
        return testimony.Acknowledged;
    }
}
