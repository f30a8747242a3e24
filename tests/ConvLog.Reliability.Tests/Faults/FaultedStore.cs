namespace ConvLog.Reliability.Tests.Faults;

/// <summary>A store in a file whose SQLite can be made to fail, and an in-memory store with the same records.</summary>
internal sealed class FaultedStore : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public FaultedStore()
    {
        FaultyFiles.Install();
        Path = _folder.File("convlog.db");

        // A newly opened file waits for reads in the background.
        Store = new SqliteConversationStore(Path, new SqliteStoreOptions { IndexText = false, BusyTimeout = TimeSpan.FromSeconds(2) });
    }

    public string Path { get; }

    public SqliteConversationStore Store { get; }

    public InMemoryConversationStore Expected { get; } = new();

    /// <summary>Writes into both stores.</summary>
    public async Task WriteAsync(IReadOnlyList<StoreRecord> records)
    {
        await Store.WriteAsync(records);
        await Expected.WriteAsync(records);
    }

    /// <summary>Runs an operation while SQLite has a fault.</summary>
    /// <returns>Whether the fault occurred, and the exception.</returns>
    public static async Task<(bool Struck, Exception? Failure)> DuringAsync(FaultKind kind, int number, bool forGood, Func<Task> act)
    {
        Fault.Set(kind, number, forGood);
        try
        {
            await act();
            return (Fault.Clear(), null);
        }
        catch (Exception e)
        {
            return (Fault.Clear(), e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
