using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Schema;

/// <summary>The migration of a file, tested with an invented second script, because there is only one version.</summary>
public sealed class MigrationTests : IDisposable
{
    private const string MoodOfConversations = """
        ALTER TABLE conversation ADD COLUMN mood TEXT;
        CREATE INDEX conversation_mood ON conversation (mood) WHERE mood IS NOT NULL;
        UPDATE conversation SET mood = 'calm' WHERE id = 'talk';
        """;

    private readonly TemporaryFolder _folder = new();

    private static FileKind Later => LaterWith(MoodOfConversations);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void D05_A_migrated_file_keeps_its_data()
    {
        using var fixture = Fixture.Load("1");
        using var session = fixture.Look();
        long entries = session.Number("SELECT count(*) FROM entry")!.Value;

        Migrations.Run(session, Later);

        session.Number("PRAGMA user_version").Should().Be(2);
        session.Text("SELECT mood FROM conversation WHERE id = 'talk'").Should().Be("calm");
        session.Number("SELECT count(*) FROM entry").Should().Be(entries);
        Migrations.Difference(session, Later).Should().BeNull();
        Migrations.AreDone(session, Later).Should().BeTrue();
        var opening = () => fixture.Open();
        opening.Should().Throw<ConversationStoreException>().WithMessage("The database has schema 2*up to 1*left as it is: update ConvLog.Sqlite*");
    }

    [Fact]
    public void D05_A_read_only_file_is_not_migrated()
    {
        using var fixture = Fixture.Load("1");

        var opening = () => ReadOnlyOpening.Open(fixture.Path, Fixture.Options(), Later);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*has schema 1*opened read-only cannot bring it to schema 2*").Which.Fault.Should()
            .Be(StoreFault.Unusable);
    }

    [Fact]
    public void A_file_with_altered_tables_is_not_migrated()
    {
        using var fixture = Fixture.Load("1");
        using var session = fixture.Look();
        session.Execute("ALTER TABLE annotation DROP COLUMN removed");

        var running = () => Migrations.Run(session, Later);

        running.Should().Throw<ConversationStoreException>().WithMessage("The database says that it has schema 1, and its tables are not those*");
        session.Number("PRAGMA user_version").Should().Be(1);
    }

    [Fact]
    public void D07_A_failed_migration_script_is_rolled_back()
    {
        using var fixture = Fixture.Load("1");
        using var session = fixture.Look();

        var running = () => Migrations.Run(session, LaterWith("ALTER TABLE conversation ADD COLUMN mood TEXT; CREATE TABLE meta (x)", fingerprint: ""));

        running.Should().Throw<ConversationStoreException>();
        session.IsInTransaction.Should().BeFalse();
        session.Number("PRAGMA user_version").Should().Be(1);
        session.Number("SELECT count(*) FROM pragma_table_info('conversation') WHERE name = 'mood'").Should().Be(0);
    }

    [Fact]
    public void D06_Migration_scripts_run_once_when_another_process_was_first()
    {
        DatabaseFile.Make(_folder.File("a.db"));
        using var session = Session.Open(_folder.File("a.db"), TimeSpan.FromSeconds(5));
        using var other = Session.Open(_folder.File("a.db"), TimeSpan.FromSeconds(5));
        Migrations.Run(other, Later);

        Migrations.Run(session, Later);

        session.Number("PRAGMA user_version").Should().Be(2);
    }

    private static FileKind LaterWith(string script, string? fingerprint = null)
        => new(FileKind.Data.Name, FileKind.Data.ApplicationId, FileKind.Data.PreReleaseId, [.. FileKind.Data.Migrations, script],
            [.. FileKind.Data.Shapes, fingerprint ?? LaterWith(script, "").Newest.Fingerprint]);
}
