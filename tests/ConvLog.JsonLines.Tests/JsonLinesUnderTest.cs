using ConvLog.Privacy;
using ConvLog.StoreContract;

namespace ConvLog.JsonLines.Tests;

/// <summary>An empty store in its own directory.</summary>
internal sealed class JsonLinesUnderTest : IStoreUnderTest
{
    private readonly string _directory = Directory.CreateTempSubdirectory("convlog-json-lines-").FullName;
    private readonly bool _utterancesArePersonal;
    private readonly bool _allowAgentHandover;
    private readonly bool _reopens;
    private JsonLinesStore _store = null!; // Set by OpenAsync.

    private JsonLinesUnderTest(bool utterancesArePersonal, bool allowAgentHandover, bool reopens)
        => (_utterancesArePersonal, _allowAgentHandover, _reopens) = (utterancesArePersonal, allowAgentHandover, reopens);

    public IConversationStore Store => _store;

    public static ValueTask<IStoreUnderTest> OpenAsync() => OpenAsync(false);

    public static ValueTask<IStoreUnderTest> OpenAsync(PrivacyClass utterances) => OpenAsync(utterances == PrivacyClass.Personal);

    public static ValueTask<IStoreUnderTest> OpenTenantsAsync(bool allowsHandover) => OpenAsync(false, allowsHandover);

    /// <summary>A store that is closed and reopened whenever a test waits until it has caught up.</summary>
    public static ValueTask<IStoreUnderTest> OpenToReopenAsync() => OpenAsync(false, reopens: true);

    /// <inheritdoc cref="OpenToReopenAsync()"/>
    public static ValueTask<IStoreUnderTest> OpenToReopenAsync(PrivacyClass utterances) => OpenAsync(utterances == PrivacyClass.Personal, reopens: true);

    public async ValueTask CatchUpAsync()
    {
        if (_reopens)
        {
            _store.Dispose();
            await OpenFileAsync();
        }
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async ValueTask<IStoreUnderTest> OpenAsync(bool utterancesArePersonal, bool allowAgentHandover = false, bool reopens = false)
    {
        var opened = new JsonLinesUnderTest(utterancesArePersonal, allowAgentHandover, reopens);
        await opened.OpenFileAsync();
        return opened;
    }

    private async Task OpenFileAsync()
        => _store = await JsonLinesStore.OpenAsync(Path.Combine(_directory, "conversations.jsonl"), _utterancesArePersonal, _allowAgentHandover);
}
