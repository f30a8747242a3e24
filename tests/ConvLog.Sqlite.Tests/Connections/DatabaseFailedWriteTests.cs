using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class DatabaseFailedWriteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Database _database;
    private int _givenUp;

    public DatabaseFailedWriteTests() => _database = new Database(_folder.File("conversations.db"), new SqliteStoreOptions()) { RolledBack = () => _givenUp++ };

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task C03_A_full_database_rolls_back_the_transaction_and_works_once_space_is_freed()
    {
        await _database.PutAsync("before");
        await WriteAsync(static session => session.Number("PRAGMA max_page_count = 1"));
        var writing = () => WriteAsync(static session =>
        {
            session.Put("first of two");
            return session["INSERT INTO meta (key, value) VALUES ('second of two', zeroblob(1000000))"].RunAndCount();
        });

        (await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage("*full*")).Which.Fault.Should().Be(StoreFault.Unavailable);
        _database.Keys().Should().Equal("before");
        _database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Unhealthy);

        await WriteAsync(static session => session.Number("PRAGMA max_page_count = 1000000"));
        await writing();

        _database.Keys().Should().Equal("before", "first of two", "second of two");
        _database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task A_rejected_record_fails_its_transaction_but_does_not_affect_health()
    {
        await _database.PutAsync("a");

        var writing = () => _database.PutAsync("a");

        (await writing.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Refused);
        _database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Healthy);
        await _database.PutAsync("b");
        _database.Keys().Should().Equal("a", "b");
    }

    [Fact]
    public async Task An_exception_in_a_write_is_rethrown_and_rolls_back()
    {
        await _database.PutAsync("a");
        _givenUp = 0;
        var writing = () => WriteAsync<int>(static session =>
        {
            session.Put("b");
            throw new InvalidOperationException("of a record");
        });

        await writing.Should().ThrowAsync<InvalidOperationException>();

        _givenUp.Should().Be(1, "what was remembered of the transaction no longer holds");
        _database.Keys().Should().Equal("a");
        _database.Troubles.Writing().Message.Should().Contain("InvalidOperationException").And.NotContain("of a record");
    }

    [Fact]
    public async Task A_failed_commit_discards_the_cached_state()
    {
        await WriteAsync(static session => session.Number("SELECT 1"));
        await ExecuteAsync("CREATE TABLE child (x REFERENCES meta (key) DEFERRABLE INITIALLY DEFERRED)");
        _givenUp = 0;

        var writing = () => ExecuteAsync("COMMIT; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; INSERT INTO child VALUES ('no such key')");

        await writing.Should().ThrowAsync<ConversationStoreException>();
        _givenUp.Should().Be(1);
        _database.Read(static session => session.Number("SELECT count(*) FROM child")).Should().Be(0);
        await _database.PutAsync("a");
    }

    [Fact]
    public async Task A_partially_read_statement_does_not_hold_a_transaction_open()
    {
        await _database.PutAsync("a");
        await _database.PutAsync("b");

        await WriteAsync(static session => session["INSERT INTO meta (key, value) VALUES ('c', x''), ('d', x'') RETURNING key"].Step());
        _database.Read(static session => session["SELECT key FROM meta"].Step()).Should().BeTrue();

        _database.Keys().Should().Equal("a", "b", "c", "d");
        _database.Read(static session => session.IsInTransaction).Should().BeTrue();
        await _database.PutAsync("e");
        _database.Keys().Should().HaveCount(5, "the reader's snapshot is a new one");
    }

    [Fact]
    public async Task A_value_that_cannot_be_bound_fails_instead_of_repeating_the_previous_value()
    {
        var writing = () => WriteAsync(static session =>
        {
            var insert = session["INSERT INTO meta (key, value) VALUES (?1, x'00') RETURNING key"];
            insert.Bind(1, "a").Step();
            insert.Bind(1, "b").Step();
            return 0;
        });

        await writing.Should().ThrowAsync<ConversationStoreException>("the statement is still running, and takes no values");
        _database.Keys().Should().BeEmpty();
    }

    [Fact]
    public async Task A_wait_for_another_write_can_be_cancelled()
    {
        using var isWriting = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var first = Task.Run(() => WriteAsync(session =>
        {
            isWriting.Release();
            mayEnd.Wait();
            session.Put("a");
            return 0;
        }));
        await isWriting.WaitAsync();
        using var cancelling = new CancellationTokenSource();
        var second = _database.WriteAsync(
            static session =>
            {
                session.Put("b");
                return 0;
            },
            cancelling.Token).AsTask();

        await cancelling.CancelAsync();
        await second.Invoking(static task => task).Should().ThrowAsync<OperationCanceledException>();
        mayEnd.Release();
        await first;

        _database.Keys().Should().Equal("a");
        _database.Troubles.Writing().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    private async Task<T> WriteAsync<T>(Func<Session, T> write) => await _database.WriteAsync(write, CancellationToken.None);

    private Task ExecuteAsync(string sql) => WriteAsync(session =>
    {
        session.Execute(sql);
        return 0;
    });
}
