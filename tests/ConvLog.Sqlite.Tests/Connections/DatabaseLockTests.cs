using System.Diagnostics;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class DatabaseLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task C08_A_write_times_out_while_another_holds_the_lock_and_succeeds_later()
    {
        using var database = Open(TimeSpan.FromMilliseconds(100));
        database.Prepare();
        using var other = Locked();
        var writing = () => database.PutAsync("a");

        long begun = Stopwatch.GetTimestamp();
        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unavailable);
        Stopwatch.GetElapsedTime(begun).Should().BeGreaterThan(TimeSpan.FromMilliseconds(90)).And.BeLessThan(TimeSpan.FromSeconds(2));
        database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Degraded);

        other.Execute("COMMIT");
        await writing();

        database.Keys().Should().Equal("a");
        database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task C08_A_briefly_held_lock_only_delays_a_write()
    {
        using var database = Open(TimeSpan.FromSeconds(30));
        database.Prepare();

        // The engine's own wait is at least a second. On a busy machine a short wait may take as long, so the shortest of several is used.
        var shortest = TimeSpan.MaxValue;
        for (int i = 0; i < 20 && shortest >= TimeSpan.FromMilliseconds(800); i++)
        {
            using var other = Locked();
            long begun = Stopwatch.GetTimestamp();
            string key = $"key {i}";
            var writing = Task.Run(() => database.PutAsync(key));
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(begun) > TimeSpan.FromMilliseconds(30));
            other.Execute("COMMIT");
            await writing;
            var took = Stopwatch.GetElapsedTime(begun);
            shortest = took < shortest ? took : shortest;
        }

        shortest.Should().BeLessThan(TimeSpan.FromMilliseconds(800));
    }

    [Fact]
    public async Task C08_Reads_continue_while_another_connection_writes()
    {
        using var database = Open(TimeSpan.Zero);
        await database.PutAsync("a");
        using var other = Locked();
        other.Put("not committed");

        database.Keys().Should().Equal("a");
    }

    [Fact]
    public async Task C08_Two_stores_can_write_concurrently()
    {
        using var one = Open(TimeSpan.FromSeconds(30));
        using var two = Open(TimeSpan.FromSeconds(30));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => (n % 2 == 0 ? one : two).PutAsync($"{n:D3}"))));

        one.Keys().Should().HaveCount(100).And.Equal(two.Keys());
    }

    [Fact]
    public async Task C08_A_store_can_be_created_on_a_locked_file_and_health_does_not_hang()
    {
        using (var database = Open(TimeSpan.Zero))
        {
            await database.PutAsync("a");
        }

        using var other = Session.Open(FilePath, TimeSpan.Zero);
        other.Execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
        using var store = new SqliteConversationStore(FilePath, new SqliteStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(20), IndexText = false });

        var ill = await store.CheckHealthAsync();
        ill.Status.Should().Be(StoreHealthStatus.Degraded);
        ill.Parts.Single(static part => part.Name is "writing").Message.Should().Contain("lock");

        other.Dispose();
        (await store.HealthAfterTroubleAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    // SQLite reads the file before it switches the mode, and then fails immediately instead of waiting, because the writer might wait for this reader.
    [Fact]
    public async Task C08_Opening_waits_while_another_store_switches_the_file_to_WAL_mode()
    {
        using var other = Switching();
        using var database = Open(TimeSpan.FromSeconds(30));

        var opening = Task.Factory.StartNew(database.Prepare, TaskCreationOptions.LongRunning);
        SpinWait.SpinUntil(() => opening.IsCompleted, TimeSpan.FromMilliseconds(300)).Should().BeFalse("the file is locked");
        other.Execute("COMMIT");
        await opening;

        await database.PutAsync("a");
        database.Keys().Should().Equal("a");
    }

    [Fact]
    public void C08_Opening_times_out_while_another_store_keeps_switching_the_file_to_WAL_mode()
    {
        using var other = Switching();
        using var database = Open(TimeSpan.FromMilliseconds(300));
        var opening = database.Prepare;

        long begun = Stopwatch.GetTimestamp();
        var failure = opening.Should().Throw<ConversationStoreException>().WithMessage("Another connection holds the database's lock. Try again.*").Which;

        failure.Fault.Should().Be(StoreFault.Unavailable);
        Stopwatch.GetElapsedTime(begun).Should().BeGreaterThan(TimeSpan.FromMilliseconds(290)).And.BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_reader_of_another_program_does_not_block_writes()
    {
        using var database = Open(TimeSpan.Zero);
        await database.PutAsync("first");
        using var other = Session.Open(FilePath, TimeSpan.Zero);
        other.Execute("BEGIN");
        other.Keys().Should().Equal("first");

        await database.FillAsync();

        other.Keys().Should().Equal("first");
        other.Execute("COMMIT");
        database.Keys().Should().HaveCount(401);
    }

    [Fact]
    public async Task The_WAL_is_truncated_after_it_has_grown()
    {
        using var database = Open(TimeSpan.Zero);
        database.Prepare();
        using var other = Session.Open(FilePath, TimeSpan.Zero);
        other.Execute("BEGIN");
        other.Keys();
        for (int i = 0; i < 4; i++)
        {
            int round = i;
            await database.WriteAsync(session => session["INSERT INTO meta (key, value) VALUES (?1, zeroblob(25000000))"].Bind(1, $"{round}").RunAndCount(),
                default);
        }

        new FileInfo(DatabaseFile.LogOf(FilePath)).Length.Should().BeGreaterThan(90_000_000, "a reader held the log");
        other.Execute("COMMIT");
        await database.PutAsync("checkpointed");
        await database.PutAsync("begun anew");

        new FileInfo(DatabaseFile.LogOf(FilePath)).Length.Should().BeLessThanOrEqualTo(67_108_864);
    }

    private Database Open(TimeSpan busyTimeout) => new(FilePath, new SqliteStoreOptions { BusyTimeout = busyTimeout });

    // A file with its first page; its creator holds the lock to write the next one.
    private Session Switching()
    {
        DatabaseFile.Make(FilePath);
        var other = Session.Open(FilePath, TimeSpan.Zero);
        other.Execute($"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {FileKind.Data.ApplicationId}; COMMIT; BEGIN IMMEDIATE");
        return other;
    }

    private Session Locked()
    {
        var other = Session.Open(FilePath, TimeSpan.Zero);
        other.Execute("BEGIN IMMEDIATE");
        return other;
    }
}
