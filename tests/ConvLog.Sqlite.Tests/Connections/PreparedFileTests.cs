using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class PreparedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PreparedFile _prepared = new();

    public PreparedFileTests()
    {
        Make(FilePath);
        Make(Other);
    }

    private string FilePath => _folder.File("conversations.db");

    private string Other => _folder.File("other.db");

    private string Away => _folder.File("away.db");

    public void Dispose()
    {
        _prepared.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_connection_to_the_prepared_file_is_recognized()
    {
        _prepared.IsCurrent.Should().BeFalse();
        using var session = OpenSession();
        _prepared.IsOpenIn(session).Should().BeFalse();

        _prepared.Set(FilePath, session);

        _prepared.IsCurrent.Should().BeTrue();
        _prepared.IsOpenIn(session).Should().BeTrue();
        _prepared.Clear();
        _prepared.IsCurrent.Should().BeFalse();
        _prepared.IsOpenIn(session).Should().BeFalse();
    }

    // The file is replaced between opening the connection and checking the path.
    [UnixFact]
    public void A_connection_to_a_file_briefly_at_the_same_path_is_rejected()
    {
        using var first = OpenSession();
        _prepared.Set(FilePath, first);

        Replace();
        using var second = OpenSession();
        bool wasInPlace = _prepared.IsCurrent;
        File.Move(FilePath, Other);
        File.Move(Away, FilePath);

        wasInPlace.Should().BeFalse();
        _prepared.IsCurrent.Should().BeTrue();
        _prepared.IsOpenIn(second).Should().BeFalse();
        _prepared.IsOpenIn(first).Should().BeTrue();
    }

    [UnixFact]
    public void A_file_replaced_during_preparation_is_not_read()
    {
        using var session = OpenSession();
        Replace();

        var setting = () => _prepared.Set(FilePath, session);

        setting.Should().Throw<ConversationStoreException>().Which.Fault.Should().Be(StoreFault.Unavailable);
        _prepared.IsCurrent.Should().BeFalse();
    }

    [UnixFact]
    public void A_deleted_file_is_not_mistaken_for_a_new_file_with_its_inode()
    {
        using (var session = OpenSession())
        {
            _prepared.Set(FilePath, session);
        }

        File.Delete(FilePath);
        Make(FilePath);

        _prepared.IsCurrent.Should().BeFalse();
    }

    private static void Make(string path)
    {
        using var database = new Database(path, new SqliteStoreOptions());
        database.Prepare();
    }

    private void Replace()
    {
        File.Move(FilePath, Away);
        File.Move(Other, FilePath);
    }

    private Session OpenSession() => Session.Open(FilePath, TimeSpan.FromSeconds(5));
}
