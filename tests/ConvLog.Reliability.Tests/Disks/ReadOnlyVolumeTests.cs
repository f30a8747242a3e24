using ConvLog.Reliability.Tests.Faults;

namespace ConvLog.Reliability.Tests.Disks;

/// <summary>
/// C04: a volume becomes read-only while the store is open. No acknowledged entry is lost, and writing continues once the volume is writable.
/// </summary>
[Collection(InjectedFaults.Name)]
public class ReadOnlyVolumeTests
{
    private const string ReadOnly = "read-only";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static StoreSinkOptions Quick => new() { BatchSize = 40, BatchDelay = TimeSpan.FromMilliseconds(1), RetryDelay = TimeSpan.FromMilliseconds(1) };

    [MachineFact(MachineNeeds.Attach)]
    public async Task Entries_queued_on_a_read_only_volume_are_stored_once_it_is_writable()
    {
        using var database = new WitnessedDatabase();
        await using (var store = new SqliteConversationStore(database.Path))
        await using (var writer = new WitnessedWriter(store, Quick))
        {
            await writer.TalkAsync(100);
            (await writer.Sink.FlushAsync()).IsComplete.Should().BeTrue();
            long stored = writer.Sink.Given;
            await using (await AttachedFault.ReadOnlyAsync(database.Path))
            {
                await writer.TalkAsync(200);
                using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                var waiting = (await writer.Sink.FlushAsync(moment.Token)).Records;

                waiting.Should().Be(new FlushCounts(stored, 0, writer.Sink.Given - stored));
                writer.Health.Status.Should().NotBe(StoreHealthStatus.Healthy);
                writer.Health.Message.Should().Contain(ReadOnly);
            }

            using var patience = new CancellationTokenSource(s_patience);
            (await writer.Sink.FlushAsync(patience.Token)).Records.Should().Be(new FlushCounts(writer.Sink.Given, 0, 0));
            writer.Health.Status.Should().Be(StoreHealthStatus.Healthy);
            await new UnwritableStore(store, ReadOnly).ShouldRecoverAsync();
            await store.DisposeAsync();
            await database.VerifyAsync("after the volume was read-only", writer.Testimony);
        }
    }

    [MachineFact(MachineNeeds.Attach)]
    public async Task Erasure_and_retention_fail_with_the_cause_on_a_read_only_volume_and_succeed_later()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("convlog.db");
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        await UnwritableStore.FillAsync(store);
        var unwritable = new UnwritableStore(store, ReadOnly);
        await using (await AttachedFault.ReadOnlyAsync(path))
        {
            await unwritable.ShouldRefuseAsync();
        }

        await unwritable.ShouldWorkAsync();
        await store.DisposeAsync();
        Integrity.Check(path, "after the volume was read-only");
    }

    [MachineFact(MachineNeeds.LoopDevice)]
    public async Task A_file_system_remounted_after_an_error_is_written_to_without_a_restart()
    {
        using var disk = MountedDisk.InFile(megabytes: 64);
        string path = disk.File("convlog.db");
        await using (var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false }))
        await using (var writer = new WitnessedWriter(store, Quick))
        {
            await UnwritableStore.FillAsync(store);
            await writer.TalkAsync(100);
            (await writer.Sink.FlushAsync()).IsComplete.Should().BeTrue();
            long stored = writer.Sink.Given;
            disk.FailReadOnly();

            await writer.TalkAsync(200);
            using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            var waiting = (await writer.Sink.FlushAsync(moment.Token)).Records;
            waiting.Should().Be(new FlushCounts(stored, 0, writer.Sink.Given - stored));
            writer.Health.Message.Should().Contain(ReadOnly);
            await new UnwritableStore(store, ReadOnly).ShouldRefuseAsync();

            disk.MountAgain();
            using var patience = new CancellationTokenSource(s_patience);
            (await writer.Sink.FlushAsync(patience.Token)).Records.Should().Be(new FlushCounts(writer.Sink.Given, 0, 0));
            await new UnwritableStore(store, ReadOnly).ShouldWorkAsync();
        }

        Integrity.Check(path, "after the file system was mounted again");
    }
}
