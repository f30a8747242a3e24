using ConvLog.Privacy;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;
using ManualClock = ConvLog.Testing.ManualClock;

namespace ConvLog.Sqlite.Tests;

public sealed class SqliteConversationStoreHealthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _time = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_healthy_store_reports_its_figures()
    {
        using var store = Open();

        var health = await store.CheckHealthAsync();

        health.Status.Should().Be(StoreHealthStatus.Healthy);
        health.Parts.Select(static part => part.Name).Should()
            .Equal("writing", "reading", "file", "index", "lists", "keys", "erasure", "engine", "schema", "disk");
        health.Parts[0].Figures.Should()
            .Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_writes"] = 0, ["conflicts"] = 0, ["dead_letters"] = 0 });
        health.Parts[1].Figures.Should().Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["failed_reads"] = 0, ["checksum_errors"] = 0 });
        health.Parts[2].Figures.Keys.Should()
            .BeEquivalentTo("exists", "size_bytes", "wal_bytes", "free_pages", "schema", "missing_conversations", "moved", "damaged");
        health.Parts[2].Figures["schema"].Should().Be(FileKind.Data.NewestSchema);
        health.Parts[2].Figures["size_bytes"].Should().Be(new FileInfo(FilePath).Length);
        health.Parts[3].Figures.Should()
            .Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["pending_documents"] = 0, ["lag_seconds"] = 0, ["unreadable_documents"] = 0 });
        health.Parts[4].Figures.Should()
            .Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["lag_seconds"] = 0, ["set_aside_conversations"] = 0 });
        health.Parts[5].Figures.Should()
            .Equal(new Dictionary<string, double>(StringComparer.Ordinal) { ["ring_beside_data"] = 1, ["keys"] = 0, ["wrapped_by_older"] = 0,
            ["missing_keys"] = 0 });
    }

    [Theory]
    [InlineData("", null, 1)]
    [InlineData("ring", null, 1)]
    [InlineData("ring", "keys/of.db", 1)]
    [InlineData("keys/ring", "keys/of.db", 1)]
    [InlineData("elsewhere/ring", null, 0)]
    [InlineData(null, null, 0)]
    public async Task A_key_ring_file_next_to_the_data_or_keys_is_reported(string? ring, string? keys, double beside)
    {
        string folder = Path.GetDirectoryName(FilePath)!;
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        Directory.CreateDirectory(Path.Combine(folder, "elsewhere"));
        await using var store = new SqliteConversationStore(FilePath, new SqliteStoreOptions
        {
            KeysPath = keys is null ? null : Path.Combine(folder, keys),
            KeyRing = ring switch { null => new KeyRing("key", new byte[32]), "" => null, _ => KeyRing.FromFile(Path.Combine(folder, ring)) },
        });
        await store.WriteAsync([Some.Opening(), Some.Entry(1, "secret", isPii: true)]);

        (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "keys").Figures["ring_beside_data"].Should().Be(beside);
    }

    [Theory]
    [InlineData(10, true, StoreHealthStatus.Healthy)]
    [InlineData(11, true, StoreHealthStatus.Degraded)]
    [InlineData(11, false, StoreHealthStatus.Healthy)]
    public async Task An_index_with_a_long_backlog_is_reported(int seconds, bool isIndexed, StoreHealthStatus status)
    {
        Open().Dispose();
        using (var database = new Database(FilePath, new SqliteStoreOptions()))
        {
            await database.WriteAsync(session => Enqueue(session, seconds), default);
        }

        // Locked, so that the store's own task cannot index the pending documents.
        using var other = Session.Open(FilePath, TimeSpan.Zero);
        other.Execute("BEGIN IMMEDIATE");
        using var store = new SqliteConversationStore(FilePath,
            new SqliteStoreOptions { TimeProvider = _time, IndexText = isIndexed, BusyTimeout = TimeSpan.Zero });
        var index = (await store.CheckHealthAsync()).Parts[3];

        index.Status.Should().Be(status);
        index.Figures["pending_documents"].Should().Be(3);
        index.Figures["lag_seconds"].Should().Be(seconds);
    }

    [Fact]
    public async Task C07_A_payload_altered_on_disk_is_reported()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions());
        await database.PutAsync("a");

        database.Troubles.ChecksumFailed();

        var reading = database.Troubles.Reading();
        reading.Status.Should().Be(StoreHealthStatus.Degraded);
        reading.Figures["checksum_errors"].Should().Be(1);
    }

    [Fact]
    public async Task C04_A_store_without_its_folder_is_unhealthy_until_the_folder_exists()
    {
        string folder = _folder.File("later");
        using var store = new SqliteConversationStore(Path.Combine(folder, "conversations.db"), new SqliteStoreOptions { TimeProvider = _time });

        var ill = await store.CheckHealthAsync();
        ill.Status.Should().Be(StoreHealthStatus.Unhealthy);
        ill.Parts.Take(4).Select(static part => part.Status).Should()
            .Equal(StoreHealthStatus.Unhealthy, StoreHealthStatus.Unhealthy, StoreHealthStatus.Healthy, StoreHealthStatus.Degraded);
        ill.Parts[0].Message.Should().StartWith("Since 2025-01-01T10:00:00").And.Contain("No file can be made in the folder").And.Contain("Folder missing");
        ill.Parts[2].Figures["exists"].Should().Be(0);

        Directory.CreateDirectory(folder);

        // While background work tries to open the file, health does not wait for it.
        await Waiting.UntilAsync(async () => (await store.CheckHealthAsync()).Status == StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Health_of_a_closed_store_reports_that_it_is_closed()
    {
        var store = Open();
        (await store.ListAsync(new ConversationQuery(), withPii: false)).Conversations.Should().BeEmpty();
        store.Dispose();
        store.Dispose();

        var parts = (await store.CheckHealthAsync()).Parts.ToDictionary(static part => part.Name, StringComparer.Ordinal);

        foreach (string part in (string[])["writing", "reading", "schema"])
        {
            parts[part].Status.Should().Be(StoreHealthStatus.Unhealthy, part);
            parts[part].Message.Should().EndWith("The store was disposed.");
        }

        parts["index"].Status.Should().Be(StoreHealthStatus.Degraded);
        parts["keys"].Message.Should().Be("The store was disposed.");
    }

    [Fact]
    public async Task A_logger_that_throws_does_no_harm()
    {
        using var database = new Database(_folder.File("missing/conversations.db"), new SqliteStoreOptions { Logger = FakeLogger.Failing });

        var writing = () => database.PutAsync("a");

        await writing.Should().ThrowAsync<ConversationStoreException>();
    }

    private SqliteConversationStore Open() => new(FilePath, new SqliteStoreOptions { TimeProvider = _time, IndexText = false });

    private int Enqueue(Session session, int secondsAgo)
    {
        foreach (int first in (int[])[3, 5, 7])
        {
            session["INSERT INTO to_index (first, last, since) VALUES (?1, NULL, ?2)"].Bind(1, first)
                .Bind(2, _time.GetUtcNow().UtcTicks - (secondsAgo * TimeSpan.TicksPerSecond)).Run();
        }

        return 3;
    }
}
