using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Schema;

/// <summary>A file whose tables differ from its schema is refused as a whole; additional objects of an operator are left alone.</summary>
public sealed class SchemaShapeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    private string KeysPath => FilePath + "-keys";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_scripts_create_the_recorded_shapes()
    {
        FileKind.Data.Newest.Fingerprint.Should().Be(FileKind.Data.Shapes[^1]);
        FileKind.Keys.Newest.Fingerprint.Should().Be(FileKind.Keys.Shapes[^1]);
        FileKind.Data.Shapes.Should().HaveCount(FileKind.Data.Migrations.Count);
        FileKind.Keys.Shapes.Should().HaveCount(FileKind.Keys.Migrations.Count);
    }

    [Theory]
    [InlineData("ALTER TABLE annotation DROP COLUMN removed", "lacks column annotation.removed INTEGER NOT NULL")]
    [InlineData("ALTER TABLE turn RENAME COLUMN user_input TO input", "lacks column turn.user_input TEXT NOT NULL")]
    [InlineData("DROP INDEX call_name; ALTER TABLE call DROP COLUMN name; ALTER TABLE call ADD COLUMN name INTEGER", "lacks column call.name TEXT NOT NULL")]
    [InlineData("ALTER TABLE conversation ADD COLUMN mood TEXT", "has column conversation.mood TEXT")]
    [InlineData("DROP TABLE arrival", "lacks table arrival")]
    [InlineData("ALTER TABLE hold RENAME TO holds; CREATE VIEW hold AS SELECT * FROM holds", "lacks table hold")]
    [InlineData("DROP INDEX writer_id", "lacks index writer_id")]
    [InlineData("DROP INDEX writer_id; CREATE INDEX writer_id ON writer (conversation)", "lacks index writer_id")]
    [InlineData("DROP TABLE text_index", "lacks table text_index")]
    public async Task A_file_with_altered_tables_is_refused_and_left_unchanged(string change, string told)
    {
        await MakeAsync();
        Change(FilePath, change);
        byte[] before = await File.ReadAllBytesAsync(FilePath);

        var opening = () => new SqliteConversationStore(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage($"The database *{told}*left as it is*").Which.Fault.Should().Be(StoreFault.Unusable);
        (await File.ReadAllBytesAsync(FilePath)).Should().Equal(before);
    }

    [Fact]
    public async Task A_variant_of_the_newest_schema_made_by_another_version_is_refused()
    {
        await MakeAsync();
        Change(FilePath, "UPDATE meta SET value = '0123456789ABCDEF0123456789ABCDEF' WHERE key = 'shape'; CREATE TABLE of_that_version (x)");

        var opening = () => new SqliteConversationStore(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*in a form (0123456789ABCDEF0123456789ABCDEF)*use the version that wrote it*");
    }

    [Fact]
    public async Task A_host_whose_file_was_altered_starts_and_health_reports_it()
    {
        await MakeAsync();
        Change(FilePath, "ALTER TABLE annotation DROP COLUMN removed");

        await using var store = SqliteConversationStore.OpenFor(FilePath, new SqliteStoreOptions(), isLater: false);

        var health = await store.CheckHealthAsync();
        health.Parts.Where(static part => part.Name is "reading" or "writing").Should()
            .OnlyContain(static part => part.Status == StoreHealthStatus.Unhealthy && part.Message!.Contains("annotation.removed"));
    }

    [Fact]
    public async Task Objects_added_by_an_operator_are_left_alone()
    {
        await MakeAsync();
        Change(FilePath, """
            CREATE INDEX our_own ON conversation (agent, channel);
            CREATE VIEW failed AS SELECT id FROM conversation WHERE failed_calls > 0;
            CREATE TABLE ticket (id TEXT, conversation TEXT);
            CREATE TRIGGER noticed AFTER INSERT ON conversation BEGIN INSERT INTO ticket VALUES ('t', new.id); END;
            """);
        Change(KeysPath, "CREATE INDEX our_own ON ledger (at)");

        await using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([ConvLog.StoreContract.Some.Opening()]);
        }

        using var look = Session.Open(FilePath, TimeSpan.Zero);
        look.Text("SELECT conversation FROM ticket").Should().Be(ConvLog.StoreContract.Some.Conversation);
        look.Number("SELECT count(*) FROM sqlite_master WHERE name IN ('our_own', 'failed', 'ticket', 'noticed')").Should().Be(4);
    }

    [Fact]
    public async Task A_keys_file_with_altered_tables_is_refused_and_left_unchanged()
    {
        await MakeAsync();
        Change(KeysPath, "ALTER TABLE data_key RENAME COLUMN wrapped TO sealed");
        await using var store = new SqliteConversationStore(FilePath);

        var writing = async () => await store.WriteAsync([ConvLog.StoreContract.Some.Opening() with { UserId = "ana" }]);

        (await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage("The keys file*lacks column data_key.wrapped*")).Which.Fault.Should()
            .Be(StoreFault.Unusable);
        (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "keys").Status.Should().Be(StoreHealthStatus.Unhealthy);
    }

    [Fact]
    public void A_file_of_the_newest_schema_is_checked_in_a_few_milliseconds()
    {
        using var session = Session.OpenInMemory();
        foreach (var migration in FileKind.Data.Migrations)
        {
            session.Execute(migration);
        }

        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            long begun = System.Diagnostics.Stopwatch.GetTimestamp();
            Migrations.Difference(session, FileKind.Data).Should().BeNull();
            return System.Diagnostics.Stopwatch.GetElapsedTime(begun);
        });

        best.Should().BeLessThan(TimeSpan.FromMilliseconds(5));
    }

    private async Task MakeAsync()
    {
        await using var store = new SqliteConversationStore(FilePath, new SqliteStoreOptions { IndexText = false });
    }

    private static void Change(string path, string sql)
    {
        using var session = Session.Open(path, TimeSpan.Zero);
        session.Execute(sql);
    }
}
