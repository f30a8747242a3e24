using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class DatabaseEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Database _database;

    public DatabaseEndTests() => _database = new Database(_folder.File("conversations.db"), new SqliteStoreOptions());

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Closing_leaves_one_file_and_no_open_handles()
    {
        await _database.PutAsync("a");
        _database.Keys().Should().Equal("a");
        _database.Read(static session => session["SELECT key FROM meta"].Step());

        _database.Dispose();

        Directory.GetFiles(_folder.Path).Should().Equal(_folder.File("conversations.db"));
        OpenHandles().Should().BeEmpty();
    }

    [Fact]
    public async Task Calls_after_closing_throw_ObjectDisposedException()
    {
        await _database.PutAsync("a");
        _database.Dispose();
        _database.Dispose();

        _database.Invoking(static database => database.Keys()).Should().Throw<ObjectDisposedException>();
        await _database.Invoking(static database => database.PutAsync("b")).Should().ThrowAsync<ObjectDisposedException>();
        Directory.GetFiles(_folder.Path).Should().HaveCount(1, "nothing was opened again");
    }

    [Fact]
    public async Task Closing_waits_for_a_running_read()
    {
        await _database.PutAsync("a");
        using var isReading = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var reading = Task.Run(() => _database.Read(session =>
        {
            isReading.Release();
            mayEnd.Wait();
            return session.Keys();
        }));
        await isReading.WaitAsync();

        var closing = Task.Run(_database.Dispose);
        mayEnd.Release();

        (await reading).Should().Equal("a");
        await closing;
        OpenHandles().Should().BeEmpty();
    }

    [Fact]
    public async Task Closing_does_not_wait_forever_for_a_read_that_does_not_end()
    {
        using var hasty = new Database(_folder.File("hasty.db"), new SqliteStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        await hasty.PutAsync("a");
        using var isReading = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var reading = Task.Run(() => hasty.Read(session =>
        {
            isReading.Release();
            mayEnd.Wait();
            return session.Keys();
        }));
        await isReading.WaitAsync();

        hasty.Dispose();
        mayEnd.Release();

        (await reading).Should().Equal("a");
        OpenHandles().Should().BeEmpty("the read closed its connection itself");
    }

    [Fact]
    public async Task Reads_writes_and_closing_can_run_concurrently()
    {
        for (int round = 0; round < 20; round++)
        {
            var database = new Database(_folder.File($"{round}.db"), new SqliteStoreOptions());
            await database.PutAsync("a");
            using var start = new Barrier(5);
            var calls = Enumerable.Range(0, 5).Select(n => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    for (int i = 0; n < 4 && i < 20; i++)
                    {
                        if (n == 0)
                        {
                            database.PutAsync($"{i}").GetAwaiter().GetResult();
                        }
                        else
                        {
                            database.Keys().Should().Contain("a");
                        }
                    }

                    database.Dispose();
                },
                TaskCreationOptions.LongRunning));

            await Task.WhenAll(calls).Invoking(static all => all).Should().ThrowAsync<ObjectDisposedException>();

            OpenHandles().Should().BeEmpty();
        }
    }

    // The files of this test that the process has open.
    private IEnumerable<string> OpenHandles()
        => OperatingSystem.IsLinux()
            ? Directory.GetFiles("/proc/self/fd").Select(static link => new FileInfo(link).LinkTarget ?? "")
            .Where(target => target.StartsWith(_folder.Path, StringComparison.Ordinal))
            : [];
}
