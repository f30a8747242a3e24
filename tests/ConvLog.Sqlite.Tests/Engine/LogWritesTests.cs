using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>SQLite's writes to the WAL are buffered, and written before any connection needs them.</summary>
public sealed class LogWritesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public LogWritesTests()
    {
        _path = _folder.File("log.db");
        File.WriteAllBytes(_path, []);
        using var session = Open();
        session.Execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("OFF")]
    [InlineData("FULL")]
    public void A_commit_is_in_the_WAL_when_it_returns_even_without_a_sync(string synchronous)
    {
        using var session = Open($"PRAGMA synchronous = {synchronous}");
        using var other = Open();
        for (int number = 1; number <= 50; number++)
        {
            long before = LogLength();
            session.Execute($"BEGIN; {Insert(number, 3)}; COMMIT");

            LogLength().Should().BeGreaterThan(before);
            Count(other).Should().Be(3 * number);
        }
    }

    [Fact]
    public void A_transaction_larger_than_the_cache_reads_its_own_writes()
    {
        using var session = Open("PRAGMA cache_size = 10");
        session.Execute("BEGIN");
        for (int number = 1; number <= 100; number++)
        {
            session.Execute(Insert(number, 5));
            Count(session).Should().Be(5 * number);
            session.Execute($"UPDATE t SET b = b || '!' WHERE a % 7 = {number % 7}");
        }

        session.Execute("COMMIT");
        using var other = Open();
        Count(other).Should().Be(500);
        other.Text("PRAGMA integrity_check").Should().Be("ok");
    }

    // The frames left by a rolled back transaction are where another connection commits next.
    [Fact]
    public void Rolled_back_frames_never_follow_commits_of_another_connection()
    {
        using var session = Open("PRAGMA cache_size = 10; PRAGMA wal_autocheckpoint = 0");
        using var other = Open("PRAGMA wal_autocheckpoint = 0");
        for (int number = 1; number <= 5; number++)
        {
            // After the truncation the rollback reads nothing from the WAL, and its buffered frames are not written earlier.
            other.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            session.Execute($"BEGIN; {Insert(number, 300)}; ROLLBACK");
            other.Execute($"BEGIN; {Insert(number, 400)}; COMMIT");
            session.Execute($"BEGIN; {Insert(100 + number, 1)}; COMMIT");
        }

        // Reads only the WAL, as after a crash.
        string copy = _folder.File("copy.db");
        File.Copy(_path, copy);
        File.Copy(DatabaseFile.LogOf(_path), DatabaseFile.LogOf(copy));
        using var recovered = Session.Open(copy, TimeSpan.Zero);
        foreach (var reader in (Session[])[session, other, recovered])
        {
            Count(reader).Should().Be(5 * 401);
            reader.Text("PRAGMA integrity_check").Should().Be("ok");
        }
    }

    [Fact]
    public void A_transaction_larger_than_the_write_buffer_is_complete()
    {
        using var session = Open();
        session.Execute($"BEGIN; {Insert(1, 2_000)}; COMMIT");
        using var other = Open();

        Count(other).Should().Be(2_000);
        other.Text("PRAGMA integrity_check").Should().Be("ok");
    }

    private static string Insert(int number, int rows)
        => $"WITH n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT {rows}) INSERT INTO t SELECT {number}000000 + i, hex(randomblob(400)) FROM n";

    private static long? Count(Session session) => session.Number("SELECT count(*) FROM t");

    private long LogLength() => new FileInfo(DatabaseFile.LogOf(_path)).Length;

    private Session Open(string settings = "")
    {
        var session = Session.Open(_path, TimeSpan.FromSeconds(5));
        session.Execute($"PRAGMA journal_mode = WAL; {settings}");
        return session;
    }
}
