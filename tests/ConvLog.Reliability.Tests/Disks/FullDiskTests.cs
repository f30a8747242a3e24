namespace ConvLog.Reliability.Tests.Disks;

/// <summary>C03: writes wait while the disk is full. No acknowledged entry is lost, and writing continues without a restart once there is space.</summary>
public class FullDiskTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static StoreSinkOptions Quick(int queue = 100_000)
        => new() { QueueCapacity = queue, BatchSize = 40, BatchDelay = TimeSpan.FromMilliseconds(1), RetryDelay = TimeSpan.FromMilliseconds(1) };

    [MachineFact(MachineNeeds.Mount)]
    public async Task Entries_queued_while_the_disk_was_full_are_stored_once_there_is_space()
    {
        using var disk = MountedDisk.InMemory(kilobytes: 16_384);
        using var database = new WitnessedDatabase(disk.File("convlog.db"));
        await using (var store = new SqliteConversationStore(database.Path))
        await using (var writer = new WitnessedWriter(store, Quick()))
        {
            await writer.TalkAsync(100);
            (await writer.Sink.FlushAsync()).IsComplete.Should().BeTrue();
            string ballast = disk.Fill(kilobytesLeft: 500);

            var full = await WriteUntilItFailsAsync(writer, store);
            full.Accepted.Should().Be(writer.Sink.Given);
            full.Dropped.Should().Be(0);
            writer.Health.Status.Should().NotBe(StoreHealthStatus.Healthy);
            writer.Health.Message.Should().Contain("disk is full");

            File.Delete(ballast);
            using var patience = new CancellationTokenSource(s_patience);
            (await writer.Sink.FlushAsync(patience.Token)).Records.Should().Be(new FlushCounts(writer.Sink.Given, 0, 0));
            (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
            writer.Health.Status.Should().Be(StoreHealthStatus.Healthy);
            await store.DisposeAsync();
            await database.VerifyAsync("after the disk was full", writer.Testimony);
        }
    }

    [MachineFact(MachineNeeds.Mount)]
    public async Task A_queue_that_overflows_on_a_full_disk_counts_dropped_entries_and_keeps_the_rest()
    {
        using var disk = MountedDisk.InMemory(kilobytes: 16_384);
        string path = disk.File("convlog.db");
        await using var store = new SqliteConversationStore(path);
        await using var writer = new WitnessedWriter(store, Quick(queue: 200));
        string ballast = disk.Fill(kilobytesLeft: 300);
        await WriteUntilItFailsAsync(writer, store);
        await writer.TalkAsync(1_000);

        var full = await FlushFailsAsync(writer);
        full.Dropped.Should().BePositive();
        full.Accepted.Should().Be(writer.Sink.Given);

        File.Delete(ballast);
        using var patience = new CancellationTokenSource(s_patience);
        var end = (await writer.Sink.FlushAsync(patience.Token)).Records;
        end.Should().Be(new FlushCounts(writer.Sink.Given - end.Dropped, end.Dropped, 0));
        end.Dropped.Should().BeGreaterThanOrEqualTo(full.Dropped, "what is told of a turn that was dropped is refused");
        using var stored = new StoredPrefix(path);
        writer.Testimony.Given().Count(record => !StoredPrefix.IsElsewhere(record) && !stored.Contains(record)).Should()
            .BeLessThanOrEqualTo((int)end.Dropped, "a later version of a turn or call may stand for one that was dropped");
        Integrity.Check(path, "after the disk was full");
    }

    [MachineFact(MachineNeeds.Mount)]
    public async Task A_disk_that_is_full_from_the_start_stores_everything_once_there_is_space()
    {
        using var disk = MountedDisk.InMemory(kilobytes: 16_384);
        string ballast = disk.Fill(kilobytesLeft: 8);
        using var database = new WitnessedDatabase(disk.File("convlog.db"));
        await using (var store = new SqliteConversationStore(database.Path))
        await using (var writer = new WitnessedWriter(store, Quick()))
        {
            await writer.TalkAsync(50);
            (await FlushFailsAsync(writer)).Should().Be(new FlushCounts(0, 0, writer.Sink.Given));
            (await store.CheckHealthAsync()).Status.Should().NotBe(StoreHealthStatus.Healthy);

            File.Delete(ballast);
            using var patience = new CancellationTokenSource(s_patience);
            (await writer.Sink.FlushAsync(patience.Token)).IsComplete.Should().BeTrue();
            await store.DisposeAsync();
            await database.VerifyAsync("after the disk was full from the beginning", writer.Testimony);
        }
    }

    [MachineFact(MachineNeeds.Mount)]
    public async Task Erasure_and_retention_fail_with_the_cause_on_a_full_disk_and_succeed_once_there_is_space()
    {
        using var disk = MountedDisk.InMemory(kilobytes: 16_384);
        string path = disk.File("convlog.db");
        await using (var first = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false }))
        {
            await UnwritableStore.FillAsync(first);
        }

        // Reopened, so that its WAL has no reusable space.
        await using (var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false }))
        {
            (await store.ReadAsync("kept")).Should().NotBeNull();
            string ballast = disk.Fill(kilobytesLeft: 0);
            var unwritable = new UnwritableStore(store, "The disk is full");
            await unwritable.ShouldRefuseAsync();

            File.Delete(ballast);
            await unwritable.ShouldWorkAsync();
        }

        Integrity.Check(path, "after the disk was full");
    }

    private static async Task<FlushCounts> WriteUntilItFailsAsync(WitnessedWriter writer, SqliteConversationStore store)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await writer.TalkAsync(100);
            var result = await FlushFailsAsync(writer);
            if ((await store.CheckHealthAsync()).Status != StoreHealthStatus.Healthy)
            {
                return result;
            }

            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(s_patience, "the disk is small");
        }
    }

    private static async Task<FlushCounts> FlushFailsAsync(WitnessedWriter writer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        return (await writer.Sink.FlushAsync(patience.Token)).Records;
    }
}
