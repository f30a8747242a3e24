using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Receipts count other users, whatever happens to the files in the meantime.</summary>
public sealed class SharedConversationsTests : IDisposable
{
    private static readonly SharedConversation[] s_shared = [new() { ConversationId = "shared", OtherUsers = 1 }];

    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Restoring_a_backup_without_the_second_user_changes_no_receipt()
    {
        var store = _file.Open();
        await store.WriteAsync([Of("jane")]);
        _file.Close();
        string backup = _file.Backup();
        store = _file.Open();
        await store.WriteAsync([Of("joe", writer: 2)]);
        var receipt = await store.EraseAsync(ErasureRequest.OfUser("joe", "dpo", Some.At(1_000)));
        receipt.SharedConversations.Should().Equal(s_shared);
        _file.Close();
        _file.Restore(backup);

        store = _file.Open();

        (await store.ReadAsync("shared")).Should().BeNull("the erasure took it, though the backup does not name him");
        (await store.ReadReceiptAsync(receipt.Id))!.SharedConversations.Should().Equal(s_shared);
    }

    [Fact]
    public async Task Users_of_a_conversation_held_by_an_earlier_version_are_counted_on_release()
    {
        var store = _file.Open();
        await store.WriteAsync([Of("jane"), Of("joe", writer: 2)]);
        await store.PlaceHoldAsync(Some.Hold("shared"));
        var receipt = await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(1_000)));
        _file.Close();
        using (var keys = Session.Open(_file.Path + "-keys", TimeSpan.FromSeconds(5)))
        {
            keys.Execute("UPDATE erased_conversation SET users = 0");
        }

        store = _file.Open();
        (await store.ReadReceiptAsync(receipt.Id))!.SharedConversations.Should().BeEmpty("nobody had counted them");
        await store.ReleaseHoldAsync("shared");

        (await store.ReadReceiptAsync(receipt.Id))!.SharedConversations.Should().Equal(s_shared);
    }

    private static ConversationRecord Of(string user, int writer = 1) => Some.Opening("shared", writer) with { UserId = user };
}
