using ConvLog.Records;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ManualClock = ConvLog.Testing.ManualClock;

namespace ConvLog.Sqlite.Tests.Health;

/// <summary>A file that lacks a column while it is open, and the failures of reads and writes that health remembers.</summary>
public sealed class DatabaseTroublesSchemaTests : IDisposable
{
    private const string Cut = "ALTER TABLE conversation RENAME COLUMN known TO was_known";
    private const string Mended = "ALTER TABLE conversation RENAME COLUMN was_known TO known";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _time = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_with_a_missing_column_is_unhealthy_until_the_column_is_restored()
    {
        using var store = Open();
        Change(Cut);

        var ill = await store.CheckHealthAsync();
        Part(ill, "schema").Status.Should().Be(StoreHealthStatus.Unhealthy);
        Part(ill, "schema").Message.Should().Contain("conversation.known").And.Contain("Undo what changed them");

        Change(Mended);
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Reads_failing_for_a_missing_column_are_reported_despite_other_successful_reads()
    {
        using var store = Open();
        await store.WriteAsync([Some.Opening("c")]);
        Change(Cut);
        var reading = async () => await store.ReadAsync("c");
        await reading.Should().ThrowAsync<ConversationStoreException>();
        await store.ListAgentsAsync(ConversationScope.All); // Does not use the missing column.

        var reads = Part(await store.CheckHealthAsync(), "reading");
        reads.Status.Should().Be(StoreHealthStatus.Unhealthy);
        reads.Message.Should().Contain("known");
        reads.LastFailure.Should().Be(_time.GetUtcNow());
        Part(await store.CheckHealthAsync(), "reading").Status.Should().Be(StoreHealthStatus.Unhealthy, "health itself reads, and that ends nothing");

        Change(Mended);
        (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy, "what was missing is there");
    }

    [Fact]
    public async Task A_successful_read_clears_its_earlier_failure()
    {
        using var store = Open();
        await store.WriteAsync([Some.Opening("c")]);
        Change(Cut);
        var reading = async () => await store.ReadAsync("c");
        await reading.Should().ThrowAsync<ConversationStoreException>();
        Change(Mended);

        await reading();

        Part(await store.CheckHealthAsync(), "reading").Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Health_has_the_times_of_the_last_success_and_failure()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions { TimeProvider = _time });
        database.Troubles.Reading().Should().BeEquivalentTo(new { LastSuccess = (DateTimeOffset?)null, LastFailure = (DateTimeOffset?)null });
        var start = _time.GetUtcNow();
        await database.PutAsync("a");
        database.Keys();
        _time.Advance(TimeSpan.FromSeconds(3));
        var writing = async () => await database.WriteAsync<int>(static _ => throw new InvalidOperationException(), CancellationToken.None);
        await writing.Should().ThrowAsync<InvalidOperationException>();
        var reading = () => database.Read<int>(static _ => throw new InvalidOperationException());
        reading.Should().Throw<InvalidOperationException>();

        var failed = _time.GetUtcNow();
        database.Troubles.Writing().Should().BeEquivalentTo(new { Status = StoreHealthStatus.Unhealthy, LastSuccess = start, LastFailure = failed });
        database.Troubles.Reading().Should().BeEquivalentTo(new { Status = StoreHealthStatus.Unhealthy, LastSuccess = start, LastFailure = failed });

        _time.Advance(TimeSpan.FromSeconds(3));
        database.Probe(static session => session.Text("PRAGMA user_version") ?? "", "health");
        database.Troubles.Reading().Should()
            .BeEquivalentTo(new { Status = StoreHealthStatus.Unhealthy, LastSuccess = start }, "health looked, and nobody read");
    }

    [Fact]
    public async Task A_failing_write_is_reported_despite_other_successful_writes()
    {
        using var database = new Database(FilePath, new SqliteStoreOptions { TimeProvider = _time });
        var failing = async () => await database.WriteAsync<int>(static _ => throw new InvalidOperationException(), CancellationToken.None);
        await failing.Should().ThrowAsync<InvalidOperationException>();

        await database.PutAsync("by the indexer");

        database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Unhealthy);
    }

    private static HealthPart Part(StoreHealth health, string name) => health.Parts.Single(part => string.Equals(part.Name, name, StringComparison.Ordinal));

    private SqliteConversationStore Open() => new(FilePath, new SqliteStoreOptions { TimeProvider = _time, IndexText = false, LowDiskSpace = 0 });

    private void Change(string statement)
    {
        using var other = Session.Open(FilePath, TimeSpan.FromSeconds(2));
        other.Execute(statement);
    }
}
