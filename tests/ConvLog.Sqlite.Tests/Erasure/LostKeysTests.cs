using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Data that cannot be read is not copied, because the copy would appear complete.</summary>
public sealed class LostKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("conversations.db");

    [Theory]
    [InlineData("-keys")]
    [InlineData("-keyring")]
    public async Task A_store_without_its_keys_is_not_copied(string file)
    {
        await using (var store = new SqliteConversationStore(Path))
        {
            await store.WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Entry(1, isPii: true)]);
        }

        File.Delete(Path + file);
        await ShouldRefuseAsync();
    }

    [Fact]
    public async Task A_store_with_one_lost_key_is_not_copied()
    {
        await using (var store = new SqliteConversationStore(Path))
        {
            await store.WriteAsync([Some.Opening() with { UserId = "jane" }]);
        }

        using (var session = Session.Open(Path + "-keys", TimeSpan.FromSeconds(5)))
        {
            session.Execute("DELETE FROM data_key");
        }

        await ShouldRefuseAsync();
    }

    public void Dispose() => _folder.Dispose();

    private async Task ShouldRefuseAsync()
    {
        await using var from = new SqliteConversationStore(Path);
        var copying = async () => await ConversationStoreCopy.RunAsync(from, new InMemoryConversationStore());

        (await copying.Should().ThrowAsync<ConversationStoreException>()).Which.Fault.Should().Be(StoreFault.Unusable);
    }
}
