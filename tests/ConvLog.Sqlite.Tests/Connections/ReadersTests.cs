using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class ReadersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Database _database;

    public ReadersTests() => _database = new Database(_folder.File("conversations.db"), new SqliteStoreOptions());

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_read_sees_one_snapshot()
    {
        await _database.PutAsync("a");

        var (first, second) = _database.Read(session =>
        {
            var before = session.Keys();
            _database.PutAsync("b").GetAwaiter().GetResult();
            return (before, session.Keys());
        });

        first.Should().Equal("a");
        second.Should().Equal("a");
        _database.Keys().Should().Equal("a", "b");
    }

    [Fact]
    public void A_read_cannot_write()
    {
        var writing = () => _database.Read(static session =>
        {
            session.Put("a");
            return 0;
        });

        writing.Should().Throw<ConversationStoreException>();
        _database.Keys().Should().BeEmpty();
    }

    [Fact]
    public async Task A_failed_read_returns_its_connection_to_the_pool()
    {
        await _database.PutAsync("a");
        Session? failed = null;
        var reading = () => _database.Read<int>(session =>
        {
            failed = session;
            session["SELECT key FROM meta"].Step();
            throw new FormatException("of a payload");
        });

        reading.Should().Throw<FormatException>();

        _database.Troubles.Reading().Message.Should().Contain("FormatException").And.NotContain("of a payload");
        _database.Read(static session => session).Should().BeSameAs(failed);
        _database.Troubles.Reading().Status.Should().Be(StoreHealthStatus.Healthy);
        await _database.PutAsync("b");
        _database.Keys().Should().Equal(["a", "b"], "the failed read's moment is over");
    }

    [Fact]
    public void A_cancelled_read_does_not_affect_health()
    {
        var reading = () => _database.Read<int>(static _ => throw new OperationCanceledException());

        reading.Should().Throw<OperationCanceledException>();

        _database.Troubles.Reading().Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Many_reads_run_concurrently_and_few_idle_connections_are_kept()
    {
        await _database.PutAsync("a");
        using var together = new Barrier(20);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Factory.StartNew(
            () => _database.Read(session =>
            {
                together.SignalAndWait();
                return session.Keys();
            }),
            TaskCreationOptions.LongRunning)));

        var idle = new HashSet<Session>();
        using var again = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => _database.Read(session =>
            {
                lock (idle)
                {
                    idle.Add(session);
                }

                return again.SignalAndWait(TimeSpan.FromSeconds(10));
            }),
            TaskCreationOptions.LongRunning)));
        idle.Should().HaveCount(8);
    }
}
