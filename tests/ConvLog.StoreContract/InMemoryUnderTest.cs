using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>The store in memory: the simplest one there is, and the one whose answers the others' are compared with.</summary>
public sealed class InMemoryUnderTest : IStoreUnderTest
{
    private InMemoryUnderTest(PrivacyClass utterances, bool allowsHandover = false)
        => Store = new InMemoryConversationStore(utterances == PrivacyClass.Personal) { AllowAgentHandover = allowsHandover };

    public IConversationStore Store { get; }

    public static ValueTask<IStoreUnderTest> OpenAsync() => OpenAsync(PrivacyClass.Visible);

    public static ValueTask<IStoreUnderTest> OpenAsync(PrivacyClass utterances) => new(new InMemoryUnderTest(utterances));

    /// <summary>A store in which agents of one account may hand over, or not.</summary>
    public static ValueTask<IStoreUnderTest> OpenTenantsAsync(bool allowsHandover) => new(new InMemoryUnderTest(PrivacyClass.Visible, allowsHandover));

    // Searching reads all there is: there is nothing to wait for.
    public ValueTask CatchUpAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
