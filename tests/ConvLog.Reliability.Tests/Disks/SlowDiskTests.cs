using ConvLog.Reliability.Tests.Faults;

namespace ConvLog.Reliability.Tests.Disks;

/// <summary>A disk whose syncs take a second. Checkpointing the WALs of both files takes four, more than a stopping host has.</summary>
[Collection(InjectedFaults.Name)]
public class SlowDiskTests
{
    [MachineTheory(MachineNeeds.Attach)]
    [InlineData(2, true)]
    [InlineData(60, false)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_store_with_too_little_time_to_close_leaves_its_WAL_to_the_next_opening(int seconds, bool leavesLog)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("convlog.db");
        var records = await WitnessedWriter.RecordsAsync(30);
        var options = new SqliteStoreOptions { IndexText = false };
        var store = SqliteConversationStore.OpenFor(path, options, isLater: false, timeToClose: () => TimeSpan.FromSeconds(seconds));
        await store.WriteAsync(records);
        await using (await AttachedFault.SlowAsync(path, TimeSpan.FromSeconds(1), Environment.ProcessId))
        {
            await store.WriteAsync(await WitnessedWriter.RecordsAsync(10));
            await store.DisposeAsync();
        }

        File.Exists(path + "-wal").Should().Be(leavesLog);
        File.Exists(path + "-keys-wal").Should().Be(leavesLog);
        using (var stored = new StoredPrefix(path))
        {
            stored.LengthOf(records).Should().Be(records.Count);
        }

        Integrity.Check(path, "after it was closed in a hurry");
    }
}
