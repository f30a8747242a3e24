namespace ConvLog.StoreContract;

/// <summary>An empty store that a test has for itself. Disposing it takes away what it left on the machine.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    IConversationStore Store { get; }

    /// <summary>Whether the engine runs without what makes it durable, as a server whose tests sync no disk, and may say so.</summary>
    bool IsFleeting => false;

    /// <summary>Waits until nothing is left to do: all that was written can be found by its text, all that was erased is cleaned up.</summary>
    ValueTask CatchUpAsync();

    /// <summary>Counts the days that are over, where the store reads statistics from such counts.</summary>
    ValueTask CountDaysAsync() => ValueTask.CompletedTask;
}
