using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ManualClock = ConvLog.Testing.ManualClock;

namespace ConvLog.Sqlite.Tests.Files;

public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeLogger _logger = new();

    private string FilePath => _folder.File("conversations.db");

    private string CopyPath => FilePath + ".damaged-20250101T100000Z";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1000)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public async Task C06_A_truncated_database_is_kept_as_a_copy_and_refused(long length)
    {
        await MakeFilledAsync();
        Damage(file => file.SetLength(length));
        byte[] damaged = File.ReadAllBytes(FilePath);

        var opening = () => new SqliteConversationStore(FilePath, Options());

        opening.Should().Throw<ConversationStoreException>().WithMessage("*is damaged*copy*conversations.db.damaged-20250101T100000Z*").Which.Fault.Should()
            .Be(StoreFault.Unusable);
        File.ReadAllBytes(FilePath).Should().Equal(damaged);
        File.ReadAllBytes(CopyPath).Should().Equal(damaged);
    }

    [Fact]
    public async Task C06_A_damaged_header_is_distinguished_from_a_file_of_another_program()
    {
        await MakeFilledAsync();
        Damage(static file => file.Write(new byte[60]));

        var opening = () => new SqliteConversationStore(FilePath, Options());

        opening.Should().Throw<ConversationStoreException>().WithMessage("*beginning of the database is damaged*");
        File.Exists(CopyPath).Should().BeTrue();
    }

    [Fact]
    public async Task C06_Zeroed_pages_are_detected_when_they_are_read()
    {
        await MakeFilledAsync();
        ZeroAllPagesButTheFirst();
        using var database = new Database(FilePath, Options());
        var reading = () => database.Keys();

        reading.Should().Throw<ConversationStoreException>().WithMessage("*is damaged*").Which.Fault.Should().Be(StoreFault.Unusable);
        reading.Should().Throw<ConversationStoreException>().WithMessage("*is damaged*conversations.db.damaged-20250101T100000Z*");
        await Writing(database).Should().ThrowAsync<ConversationStoreException>().WithMessage("*conversations.db.damaged-20250101T100000Z*");
        File.ReadAllBytes(CopyPath).Should().Equal(File.ReadAllBytes(FilePath));
        database.Troubles.File([]).Status.Should().Be(StoreHealthStatus.Unhealthy);
    }

    [Fact]
    public async Task C06_A_copy_includes_the_WAL_and_is_readable_by_its_owner_only()
    {
        using var other = new Database(FilePath, Options());
        await other.FillAsync();
        ZeroAllPagesButTheFirst();
        byte[] log = File.ReadAllBytes(DatabaseFile.LogOf(FilePath));
        Damage(static file => file.Write(new byte[60]));

        var opening = () => new SqliteConversationStore(FilePath, Options());

        opening.Should().Throw<ConversationStoreException>();
        File.ReadAllBytes(DatabaseFile.LogOf(CopyPath)).Should().Equal(log);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(CopyPath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(DatabaseFile.LogOf(CopyPath)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task C06_Repeated_starts_keep_only_one_copy()
    {
        await MakeFilledAsync();
        Damage(static file => file.SetLength(100_000));

        for (int i = 0; i < 3; i++)
        {
            using var database = new Database(FilePath, Options());
            await Writing(database).Should().ThrowAsync<ConversationStoreException>();
        }

        Directory.GetFiles(_folder.Path, "*.damaged-*").Should().Equal(CopyPath);
    }

    [Fact]
    public async Task C06_A_copy_never_overwrites_an_earlier_one()
    {
        await MakeFilledAsync();
        Damage(static file => file.SetLength(100_000));
        File.WriteAllText(CopyPath, "an earlier one");
        using var database = new Database(FilePath, Options());

        await Writing(database).Should().ThrowAsync<ConversationStoreException>().WithMessage("*damaged-20250101T100000Z-2*");

        File.ReadAllText(CopyPath).Should().Be("an earlier one");
        File.ReadAllBytes(CopyPath + "-2").Should().Equal(File.ReadAllBytes(FilePath));
    }

    [Fact]
    public async Task C06_A_restored_backup_is_used_without_a_restart()
    {
        await MakeFilledAsync();
        File.Copy(FilePath, _folder.File("backup.db"));
        Damage(static file => file.SetLength(100_000));
        using var database = new Database(FilePath, Options());
        await Writing(database).Should().ThrowAsync<ConversationStoreException>();

        File.Copy(_folder.File("backup.db"), FilePath, overwrite: true);
        await database.PutAsync("after");

        database.Keys().Should().HaveCount(401);
        database.Troubles.File([]).Status.Should().Be(StoreHealthStatus.Degraded, "there was damage");
        database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C06_A_fresh_start_sets_the_damaged_file_aside_and_stores_new_records(bool isHeaderDamaged)
    {
        await MakeFilledAsync();
        Damage(file => file.SetLength(isHeaderDamaged ? 1000 : 100_000));
        byte[] damaged = File.ReadAllBytes(FilePath);
        using var database = new Database(FilePath, Options(fresh: true));

        await database.PutAsync("after");

        database.Keys().Should().Equal("after");
        File.ReadAllBytes(CopyPath).Should().Equal(damaged);
        var health = database.Troubles.File([]);
        health.Status.Should().Be(StoreHealthStatus.Degraded);
        health.Message.Should().Contain("put aside as conversations.db.damaged-20250101T100000Z");
        _logger.Troubles.Should().ContainSingle().Which.Message.Should().Contain("put aside");
    }

    [Fact]
    public async Task C06_A_write_that_detects_damage_is_stored_in_the_fresh_file()
    {
        await MakeFilledAsync();
        ZeroAllPagesButTheFirst();
        using var database = new Database(FilePath, Options(fresh: true));

        await database.PutAsync("after");
        await database.PutAsync("later");

        database.Keys().Should().Equal("after", "later");
        File.Exists(CopyPath).Should().BeTrue();
    }

    [Fact]
    public async Task C06_Only_one_of_two_stores_starting_fresh_sets_the_file_aside()
    {
        await MakeFilledAsync();
        ZeroAllPagesButTheFirst();
        using var one = new Database(FilePath, Options(fresh: true));
        using var two = new Database(FilePath, Options(fresh: true));
        one.Prepare();
        two.Prepare();

        await one.PutAsync("one");
        await two.PutAsync("two");

        one.Keys().Should().Equal("one", "two");
        Directory.GetFiles(_folder.Path, "*.damaged-*Z*").Where(static file => !file.EndsWith("-wal", StringComparison.Ordinal)).Should().Equal(CopyPath);
    }

    [Fact]
    public async Task C06_Without_space_for_a_copy_the_damaged_file_is_refused_and_health_reports_it()
    {
        await MakeFilledAsync();
        Damage(static file => file.SetLength(100_000));
        using var database = new Database(FilePath, Options());

        // A folder at the path of the copy fails like a full disk.
        Directory.CreateDirectory(CopyPath);
        await Writing(database).Should().ThrowAsync<ConversationStoreException>().WithMessage("*is damaged*No copy of it could be kept*");

        database.Troubles.File([]).Message.Should().Contain("No copy of it could be kept");
    }

    private static Func<Task> Writing(Database database) => () => database.PutAsync("x");

    private SqliteStoreOptions Options(bool fresh = false) => new() { StartFreshWhenDamaged = fresh, TimeProvider = new ManualClock(), Logger = _logger };

    private async Task MakeFilledAsync()
    {
        using var database = new Database(FilePath, Options());
        await database.FillAsync();
    }

    private void ZeroAllPagesButTheFirst()
        => Damage(static file =>
        {
            long length = file.Length;
            file.SetLength(4096);
            file.SetLength(length);
        });

    private void Damage(Action<FileStream> damage)
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        damage(file);
    }
}
