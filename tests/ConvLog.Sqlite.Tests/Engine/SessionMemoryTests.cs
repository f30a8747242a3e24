using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using SQLitePCL;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>The writing connection has lookaside memory for its prepared statements.</summary>
public sealed class SessionMemoryTests : IDisposable
{
    private const int MissesWhileFull = 6; // SQLITE_DBSTATUS_LOOKASIDE_MISS_FULL

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_the_writer_has_lookaside_memory_for_all_its_statements(bool isWriter)
    {
        string path = _folder.File("statements.db");
        new SqliteConversationStore(path).Dispose();
        using var session = Session.Open(path, TimeSpan.FromSeconds(5), isWriter);
        for (int i = 0; i < 60; i++)
        {
            session[$"SELECT {i} FROM conversation WHERE no = ?1"].Bind(1, 1).Run();
        }

        _ = raw.sqlite3_db_status(session.Handle, MissesWhileFull, out _, out int misses, 0);

        (misses == 0).Should().Be(isWriter);
    }
}
