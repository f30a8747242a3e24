using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Schema;

public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Session _session;

    public MigrationTests()
    {
        File.WriteAllBytes(_folder.File("a.db"), []);
        _session = Session.Open(_folder.File("a.db"), TimeSpan.FromSeconds(5));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void D07_A_script_that_fails_leaves_nothing_behind()
    {
        var running = () => Migrations.Run(_session, ["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"]);

        running.Should().Throw<ConversationStoreException>();
        _session.IsInTransaction.Should().BeFalse();
        _session.Number("PRAGMA user_version").Should().Be(0);
        _session.Number("SELECT count(*) FROM sqlite_master").Should().Be(0);
    }

    [Fact]
    public void D05_An_older_schema_is_brought_on_and_keeps_what_it_holds()
    {
        Migrations.Run(_session, ["CREATE TABLE a (x); INSERT INTO a VALUES (1)"]);

        Migrations.Run(_session, ["CREATE TABLE a (x); INSERT INTO a VALUES (1)", "ALTER TABLE a ADD COLUMN y DEFAULT 2"]);

        _session.Number("PRAGMA user_version").Should().Be(2);
        _session.Number("SELECT sum(x + y) FROM a").Should().Be(3);
    }

    [Fact]
    public void D06_Scripts_run_once_when_another_was_first()
    {
        using var other = Session.Open(_folder.File("a.db"), TimeSpan.FromSeconds(5));
        Migrations.Run(other, ["CREATE TABLE a (x)"]);

        Migrations.Run(_session, ["CREATE TABLE a (x)"]);

        _session.Number("PRAGMA user_version").Should().Be(1);
    }
}
