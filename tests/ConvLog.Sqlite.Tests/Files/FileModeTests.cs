using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using ConvLog.Privacy;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed partial class FileModeTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everyone = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task C14_Files_are_readable_by_their_owner_only_whatever_the_umask()
    {
        uint before = UMask(0);
        try
        {
            using var database = new Database(FilePath, new SqliteStoreOptions());
            await database.PutAsync("a");

            Modes().Should().Equal(("conversations.db", OwnerOnly), ("conversations.db-shm", OwnerOnly), ("conversations.db-wal", OwnerOnly));
        }
        finally
        {
            UMask(before);
        }
    }

    [UnixFact]
    public async Task C14_Keys_file_and_key_ring_are_readable_by_their_owner_only_whatever_the_umask()
    {
        uint before = UMask(0);
        try
        {
            await using var store = new SqliteConversationStore(FilePath);
            await store.WriteAsync([Some.Opening() with { UserId = "jane" }]);
            Modes().Select(static file => file.Name).Should().Equal(Names("", "-keyring", "-keys", "-keys-shm", "-keys-wal", "-shm", "-wal"));
            Modes().Should().OnlyContain(static file => file.Mode == OwnerOnly);

            KeyRing.RotateFile(_folder.File("conversations.db-keyring"));
            await store.RewrapKeysAsync();
            Modes().Should().OnlyContain(static file => file.Mode == OwnerOnly);
        }
        finally
        {
            UMask(before);
        }
    }

    [UnixFact]
    public async Task C14_A_world_readable_file_and_its_side_files_are_restricted_to_their_owner()
    {
        using var other = new Database(FilePath, new SqliteStoreOptions());
        await other.PutAsync("a");
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            File.SetUnixFileMode(file, Everyone);
        }

        using var database = new Database(FilePath, new SqliteStoreOptions());
        database.Prepare();

        Modes().Should().Equal(("conversations.db", OwnerOnly), ("conversations.db-shm", OwnerOnly), ("conversations.db-wal", OwnerOnly));
    }

    [UnixFact]
    public async Task C14_A_link_and_its_target_share_one_WAL()
    {
        string real = Directory.CreateDirectory(_folder.File("real")).FullName;
        using var direct = new Database(Path.Combine(real, "data.db"), new SqliteStoreOptions());
        await direct.PutAsync("direct");
        File.CreateSymbolicLink(FilePath, Path.Combine("real", "data.db"));

        using var linked = new Database(FilePath, new SqliteStoreOptions());
        await linked.PutAsync("linked");

        direct.Keys().Should().Equal("direct", "linked");
        Directory.GetFiles(_folder.Path).Should().Equal(FilePath);
    }

    [UnixFact]
    public async Task C14_A_dangling_link_creates_its_target()
    {
        string real = Directory.CreateDirectory(_folder.File("real")).FullName;
        File.CreateSymbolicLink(FilePath, Path.Combine(real, "data.db"));

        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.PutAsync("a");

        File.GetUnixFileMode(Path.Combine(real, "data.db")).Should().Be(OwnerOnly);
    }

    [UnixFact]
    public void C14_Health_reports_the_target_of_a_linked_file()
    {
        string real = Directory.CreateDirectory(_folder.File("real")).FullName;
        File.CreateSymbolicLink(FilePath, Path.Combine(real, "data.db"));
        using var store = new SqliteConversationStore(FilePath);

        var file = store.CheckHealthAsync().Result.Parts.Single(static part => part.Name is "file");

        file.Status.Should().Be(StoreHealthStatus.Healthy);
        file.Figures["wal_bytes"].Should().BePositive();
    }

    private static IEnumerable<string> Names(params string[] endings) => endings.Select(static ending => "conversations.db" + ending);

    private IEnumerable<(string Name, UnixFileMode Mode)> Modes()
        => Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Select(static file => (Path.GetFileName(file), File.GetUnixFileMode(file)));

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint UMask(uint mask);
}
