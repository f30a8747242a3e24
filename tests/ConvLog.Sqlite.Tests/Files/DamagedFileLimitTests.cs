using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Files;

/// <summary>Copies of damaged files do not fill the disk, however often there is damage, and no copy is deleted.</summary>
public sealed class DamagedFileLimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task At_most_three_copies_are_kept()
    {
        await MakeFilledAsync();
        for (int time = 1; time <= 5; time++)
        {
            SetLength(100_000 - (4096 * time));
            using var database = new Database(FilePath, new SqliteStoreOptions());
            var writing = () => database.PutAsync("x");
            string expected = time <= 3 ? "*A copy of it is kept*" : "*No copy of it could be kept*3 damaged files*delete*";
            await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage(expected);
        }

        Kept().Should().HaveCount(3);
    }

    [Fact]
    public async Task At_most_three_files_are_set_aside_before_the_store_refuses_to_open()
    {
        for (int time = 1; time <= 3; time++)
        {
            await PutAsideAsync();
        }

        await MakeFilledAsync();
        SetLength(100_000);
        using var database = new Database(FilePath, new SqliteStoreOptions { StartFreshWhenDamaged = true });
        var writing = () => database.PutAsync("x");
        await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage("*could not be put aside*3 damaged files*");
        await writing.Should().ThrowAsync<ConversationStoreException>("it is not tried again for nothing");
        database.Troubles.File([]).Status.Should().Be(StoreHealthStatus.Unhealthy);
        new FileInfo(FilePath).Length.Should().Be(100_000, "the file is left as it is");

        File.Delete(Kept()[0]);
        await database.PutAsync("after");

        database.Keys().Should().Equal("after");
        Kept().Should().HaveCount(3);
    }

    [Fact]
    public void A_copy_larger_than_half_of_the_free_space_is_not_made()
    {
        long free = new DriveInfo(_folder.Path).AvailableFreeSpace;
        File.WriteAllBytes(FilePath, [1]);
        SetLength((free / 2) + (free / 8)); // Uses no disk space: the file is sparse.

        var copying = () => DamagedFile.Copy(FilePath, DateTimeOffset.UnixEpoch);

        copying.Should().Throw<DamagedFileLimitException>().WithMessage("*more than half of the * that are free. Make room.");
        Kept().Should().BeEmpty();
    }

    private async Task PutAsideAsync()
    {
        await MakeFilledAsync();
        SetLength(100_000);
        using var database = new Database(FilePath, new SqliteStoreOptions { StartFreshWhenDamaged = true });
        await database.PutAsync("x");
        database.Dispose();
        File.Delete(FilePath);
    }

    private async Task MakeFilledAsync()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.FillAsync();
    }

    private void SetLength(long length)
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(length);
    }

    private string[] Kept()
        => [.. Directory.GetFiles(_folder.Path, "*.damaged-*").Where(static file => !file.EndsWith("-wal", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];
}
