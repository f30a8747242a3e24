using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Files;

/// <summary>Free disk space, reported in the health part <c>disk</c>.</summary>
public sealed class DiskSpaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Free_space_and_the_sizes_of_file_and_WAL_are_reported()
    {
        using var store = new SqliteConversationStore(_folder.File("conversations.db"), new SqliteStoreOptions { IndexText = false, LowDiskSpace = 0 });

        var disk = Part(await store.CheckHealthAsync());

        disk.Status.Should().Be(StoreHealthStatus.Healthy);
        disk.Figures.Keys.Should().BeEquivalentTo("size_bytes", "wal_bytes", "free_bytes", "keys_free_bytes");
        disk.Figures["free_bytes"].Should().BeGreaterThan(0);
        disk.Figures["size_bytes"].Should().Be(new FileInfo(_folder.File("conversations.db")).Length);
    }

    [Theory]
    [InlineData(511, 100_000, true)]
    [InlineData(512, 100_000, false)]
    [InlineData(99, 1_000, true)]
    [InlineData(100, 1_000, false)]
    public void Free_space_is_low_below_the_threshold_or_a_tenth_of_a_small_volume(long free, long total, bool isLow)
        => new DiskSpace(free, total).IsBelow(512).Should().Be(isLow);

    [Fact]
    public void A_threshold_of_zero_disables_the_check() => new DiskSpace(0, 1_000).IsBelow(0).Should().BeFalse();

    [Fact]
    public void A_negative_threshold_is_rejected()
        => new SqliteStoreOptions().Invoking(static options => options.LowDiskSpace = -1).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*takes 0 or more*");

    [Fact]
    public void A_missing_folder_has_no_disk_figures() => DiskSpace.Of(_folder.File("missing/conversations.db")).Should().BeNull();

    [SmallDiskFact]
    public async Task Low_disk_space_is_degraded_and_a_full_disk_unhealthy_until_a_write_succeeds()
    {
        using var disk = new SmallDisk();
        using var store = new SqliteConversationStore(disk.File("conversations.db"),
            new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero, IndexText = false, KeysPath = _folder.File("keys") });
        using var database = new Database(disk.File("conversations.db"), new SqliteStoreOptions { BusyTimeout = TimeSpan.Zero });
        database.Prepare();
        Part(await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);

        // Fills the disk except for a few pages.
        File.WriteAllBytes(disk.File("ballast"), new byte[new DriveInfo(disk.Path).AvailableFreeSpace - 40_960]);
        Part(await store.CheckHealthAsync()).Should()
            .BeEquivalentTo(new { Status = StoreHealthStatus.Degraded,
            Message = "Little room is left on the volume of the database: make room before writing fails." });

        var writing = () => database.WriteAsync(static session => session["INSERT INTO meta (key, value) VALUES ('a', randomblob(200000))"].RunAndCount(),
            CancellationToken.None).AsTask();
        await writing.Should().ThrowAsync<ConversationStoreException>();
        var full = database.Troubles.Disk([], isLow: true);
        full.Status.Should().Be(StoreHealthStatus.Unhealthy);
        full.Message.Should().Contain("The disk is full");

        File.Delete(disk.File("ballast"));
        await writing();
        database.Troubles.Disk([], isLow: false).Status.Should().Be(StoreHealthStatus.Healthy);
        Part(await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    private static HealthPart Part(StoreHealth health) => health.Parts.Single(static part => part.Name is "disk");
}
