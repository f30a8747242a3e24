using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>The in-memory store: the simplest one, and the reference for the results of the others.</summary>
public sealed class InMemoryUnderTest : IStoreUnderTest
{
    private InMemoryUnderTest(PrivacyClass utterances, bool allowsHandover = false)
        => Store = new InMemoryConversationStore(utterances == PrivacyClass.Personal) { AllowAgentHandover = allowsHandover };

    public IConversationStore Store { get; }

    public static ValueTask<IStoreUnderTest> OpenAsync() => OpenAsync(PrivacyClass.Visible);

    public static ValueTask<IStoreUnderTest> OpenAsync(PrivacyClass utterances) => new(new InMemoryUnderTest(utterances));

    /// <summary>A store with or without handover between agents of one account.</summary>
    public static ValueTask<IStoreUnderTest> OpenTenantsAsync(bool allowsHandover) => new(new InMemoryUnderTest(PrivacyClass.Visible, allowsHandover));

    // A search reads all records, so there is no index to wait for.
    public ValueTask CatchUpAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
