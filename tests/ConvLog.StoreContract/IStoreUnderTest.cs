namespace ConvLog.StoreContract;

/// <summary>An empty store that a test has for itself. Disposing it takes away what it left on the machine.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    IConversationStore Store { get; }

    /// <summary>Waits until nothing is left to do: all that was written can be found by its text, all that was erased is cleaned up.</summary>
    ValueTask CatchUpAsync();
}
