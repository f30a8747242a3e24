namespace ConvLog.StoreContract;

/// <summary>The store in memory: the simplest one there is, and the one whose answers the others' are compared with.</summary>
public sealed class InMemoryUnderTest : IStoreUnderTest
{
    private InMemoryUnderTest()
    {
    }

    public IConversationStore Store { get; } = new InMemoryConversationStore();

    public static ValueTask<IStoreUnderTest> OpenAsync() => new(new InMemoryUnderTest());

    // Searching reads all there is: there is nothing to wait for.
    public ValueTask CatchUpAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
