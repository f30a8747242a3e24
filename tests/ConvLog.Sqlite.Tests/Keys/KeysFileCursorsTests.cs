using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

public sealed class KeysFileCursorsTests : IDisposable
{
    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cursor_is_valid_after_a_restart()
    {
        var store = _folder.Open();

        await SharedCursors.ShouldBeSharedAsync(store, () =>
        {
            store.Dispose();
            return store = _folder.Open();
        });
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_cursor_is_valid_in_a_read_only_process_without_the_key_ring()
    {
        await using var store = _folder.Open();
        SqliteConversationStore? reading = null;

        var options = new SqliteStoreOptions { ReadOnly = true };
        await SharedCursors.ShouldBeSharedAsync(store, () => reading = new SqliteConversationStore(_folder.DataPath, options));
        await reading!.DisposeAsync();
    }

    [Fact]
    public async Task A_cursor_of_another_store_is_rejected()
    {
        using var folder = new KeysFolder();
        await using var one = _folder.Open();
        await using var other = folder.Open();

        await SharedCursors.ShouldBeRefusedAsync(one, other);
    }
}
