using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Schema;

public sealed class FileKindForeignTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("theirs.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x")]
    [InlineData("Dear diary, today I was taken for a database. It went on for some hundred bytes, so that nobody could say there was too little of me to tell "
        + "what I am.")]
    [InlineData("SQLite format 3\0")]
    public void C06_A_file_that_is_not_a_database_is_refused_and_left_unchanged(string content)
    {
        File.WriteAllText(FilePath, content);

        ShouldBeRefusedUntouched("*is no database of ConvLog's*");
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (x)")]
    [InlineData("PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)")]
    [InlineData("PRAGMA application_id = 7; CREATE TABLE theirs (x)")]
    public void C06_A_database_of_another_program_is_refused_and_left_unchanged(string script)
    {
        MakeTheirs(script).Dispose();

        ShouldBeRefusedUntouched("*is no database of ConvLog's*");
    }

    [Fact]
    public void C06_A_database_in_use_by_another_program_is_left_unchanged()
    {
        using var theirs = MakeTheirs("PRAGMA journal_mode = WAL; CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");

        ShouldBeRefusedUntouched("*is no database of ConvLog's*");
        theirs.Number("SELECT x FROM theirs").Should().Be(1);
    }

    [Fact]
    public async Task D05_A_newer_schema_is_refused_and_left_unchanged()
    {
        using (var newer = new Database(FilePath, new SqliteStoreOptions()))
        {
            await MakeNewerAsync(newer);
        }

        ShouldBeRefusedUntouched("*schema 99*update ConvLog.Sqlite*");
    }

    [Fact]
    public async Task D05_A_newer_schema_that_is_only_in_the_WAL_is_refused()
    {
        using var newer = new Database(FilePath, new SqliteStoreOptions());
        await MakeNewerAsync(newer);

        var opening = () => new SqliteConversationStore(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*schema 99*");
        (await newer.WriteAsync(MetaRows.Keys, default)).Should().Equal("a");
    }

    private static async Task MakeNewerAsync(Database database)
    {
        await database.PutAsync("a");
        await database.WriteAsync(static session => session.Number("PRAGMA user_version = 99"), default);
    }

    private Session MakeTheirs(string script)
    {
        File.WriteAllBytes(FilePath, []);
        var session = Session.Open(FilePath, TimeSpan.Zero);
        session.Execute(script);
        return session;
    }

    private void ShouldBeRefusedUntouched(string message)
    {
        var before = FolderState.Of(_folder.Path);
        foreach (bool fresh in (bool[])[false, true])
        {
            var opening = () => new SqliteConversationStore(FilePath, new SqliteStoreOptions { StartFreshWhenDamaged = fresh });

            opening.Should().Throw<ConversationStoreException>().WithMessage(message).Which.Fault.Should().Be(StoreFault.Unusable);
        }

        FolderState.Of(_folder.Path).Should().Equal(before);
    }
}
