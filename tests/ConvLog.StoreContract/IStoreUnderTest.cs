namespace ConvLog.StoreContract;

/// <summary>An empty store for one test. Disposing it deletes its data from the machine.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    IConversationStore Store { get; }

    /// <summary>Whether the engine runs without durability, as a test server without syncs does, and health may report that.</summary>
    bool IsFleeting => false;

    /// <summary>Waits until all background work is done: all records are searchable, and all erased data is cleaned up.</summary>
    ValueTask CatchUpAsync();

    /// <summary>Counts completed days, if the store reads statistics from such counts.</summary>
    ValueTask CountDaysAsync() => ValueTask.CompletedTask;
}
