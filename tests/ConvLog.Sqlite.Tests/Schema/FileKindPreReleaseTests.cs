using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using Some = ConvLog.StoreContract.Some;

namespace ConvLog.Sqlite.Tests.Schema;

/// <summary>Files of pre-release builds are recognized by their <c>application_id</c>, refused with instructions, and left unchanged.</summary>
public sealed class FileKindPreReleaseTests : IDisposable
{
    private const int DataId = 0x434C4F47;
    private const int KeysId = 0x434C4B59;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    private string KeysPath => FilePath + "-keys";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PRAGMA user_version = 16; CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL)")]
    [InlineData("PRAGMA journal_mode = WAL; PRAGMA user_version = 1; CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL)")]
    [InlineData("PRAGMA user_version = 0")]
    public void A_database_of_a_pre_release_build_is_refused_and_left_unchanged(string script)
    {
        Make(FilePath, DataId, script);
        Make(KeysPath, KeysId, script);

        ShouldRefuseTheDatabase();
    }

    [Fact]
    public async Task A_pre_release_database_with_a_current_keys_file_is_refused_and_both_are_unchanged()
    {
        await using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening(), Some.Entry(1, isPii: true)]);
        }

        File.Delete(FilePath);
        Make(FilePath, DataId, "PRAGMA user_version = 16; CREATE TABLE conversation (no INTEGER PRIMARY KEY)");

        ShouldRefuseTheDatabase();
    }

    [Fact]
    public async Task A_pre_release_keys_file_allows_reads_without_personal_data_and_refuses_writes()
    {
        await using (var store = new SqliteConversationStore(FilePath))
        {
            await store.WriteAsync([Some.Opening(), Some.Entry(1, "seen by everyone"), Some.Entry(2, "personal", isPii: true)]);
        }

        File.Delete(KeysPath);
        Make(KeysPath, KeysId, "PRAGMA user_version = 2; CREATE TABLE data_key (no INTEGER PRIMARY KEY)");
        byte[] before = await File.ReadAllBytesAsync(KeysPath);
        await using var next = new SqliteConversationStore(FilePath);

        var writing = async () => await next.WriteAsync([Some.Entry(3)]);

        (await writing.Should().ThrowAsync<ConversationStoreException>().WithMessage($"\"{KeysPath}\" is a keys file that a pre-release build*")).Which.Fault
            .Should().Be(StoreFault.Unusable);
        ConvLog.StoreContract.AnswerText.Of(await next.ReadAsync(Some.Conversation)).Should().Contain("seen by everyone").And.NotContain("\"personal\"");
        var keys = (await next.CheckHealthAsync()).Parts.Single(static part => part.Name is "keys");
        keys.Status.Should().Be(StoreHealthStatus.Unhealthy);
        keys.Message.Should().Contain(KeysPath).And.Contain("pre-release build").And.Contain("left unchanged");
        (await File.ReadAllBytesAsync(KeysPath)).Should().Equal(before);
    }

    [Fact]
    public void No_database_is_created_next_to_a_pre_release_keys_file()
    {
        Make(KeysPath, KeysId, "PRAGMA user_version = 2; CREATE TABLE data_key (no INTEGER PRIMARY KEY)");
        byte[] before = File.ReadAllBytes(KeysPath);

        var opening = () => new SqliteConversationStore(FilePath, new SqliteStoreOptions { StartFreshWhenDamaged = true });

        opening.Should().Throw<ConversationStoreException>().WithMessage($"\"{KeysPath}\" is a keys file that a pre-release build*");
        File.ReadAllBytes(KeysPath).Should().Equal(before);
        FileStamp.Of(FilePath).Length.Should().BeLessThanOrEqualTo(0);
    }

    [Fact]
    public void A_keys_file_of_a_newer_schema_is_refused_and_left_unchanged()
    {
        Make(KeysPath, FileKind.Keys.ApplicationId, "PRAGMA user_version = 99; CREATE TABLE data_key (no INTEGER PRIMARY KEY)");
        byte[] before = File.ReadAllBytes(KeysPath);

        var opening = () => new SqliteConversationStore(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage("The keys file has schema 99*update ConvLog.Sqlite*");
        File.ReadAllBytes(KeysPath).Should().Equal(before);
    }

    [Fact]
    public void A_pre_release_file_of_the_other_kind_is_treated_as_foreign()
    {
        Make(FilePath, KeysId, "CREATE TABLE data_key (no INTEGER PRIMARY KEY)");

        var opening = () => new SqliteConversationStore(FilePath);

        opening.Should().Throw<ConversationStoreException>().WithMessage("*is no database of ConvLog's*");
    }

    [Fact]
    public void A_damaged_database_of_a_pre_release_build_is_not_replaced_by_a_new_one()
    {
        Make(FilePath, DataId, "PRAGMA user_version = 16; CREATE TABLE conversation (no INTEGER PRIMARY KEY)");
        byte[] bytes = File.ReadAllBytes(FilePath);
        bytes.AsSpan(0, 16).Clear();
        File.WriteAllBytes(FilePath, bytes);

        ShouldRefuseTheDatabase();
    }

    private void ShouldRefuseTheDatabase()
    {
        var before = FolderState.Of(_folder.Path);
        foreach (var options in (SqliteStoreOptions[])[new(), new() { StartFreshWhenDamaged = true }, new() { ReadOnly = true }])
        {
            var opening = () => new SqliteConversationStore(FilePath, options);

            opening.Should().Throw<ConversationStoreException>()
                .WithMessage($"\"{FilePath}\" is a database that a pre-release build of ConvLog.Sqlite wrote*left unchanged. Move the database and its keys file*")
                .Which.Fault.Should().Be(StoreFault.Unusable);
        }

        FolderState.Of(_folder.Path).Should().Equal(before);
    }

    // The first pages of a file of those builds.
    private static void Make(string path, int applicationId, string script)
    {
        File.WriteAllBytes(path, []);
        using var session = Session.Open(path, TimeSpan.Zero);
        session.Execute(string.Create(CultureInfo.InvariantCulture,
            $"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {applicationId}; COMMIT; {script}"));
    }
}
