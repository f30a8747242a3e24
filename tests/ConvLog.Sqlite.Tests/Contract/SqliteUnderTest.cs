using ConvLog.Privacy;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Contract;

/// <summary>A store in its own file.</summary>
internal sealed class SqliteUnderTest : IStoreUnderTest
{
    private readonly TemporaryFolder _folder;
    private readonly SqliteConversationStore _store;

    private SqliteUnderTest(PrivacyClass utterances, bool allowsHandover = false, TemporaryFolder? folder = null)
    {
        _folder = folder ?? new TemporaryFolder();
        NewStoreFiles.CopyTo(_folder);
        _store = new SqliteConversationStore(
            _folder.File(NewStoreFiles.Database),
                new SqliteStoreOptions { Privacy = new PrivacyOptions { Utterances = utterances }, AllowAgentHandover = allowsHandover });
    }

    public IConversationStore Store => _store;

    public static ValueTask<IStoreUnderTest> OpenAsync() => OpenAsync(PrivacyClass.Visible);

    public static ValueTask<IStoreUnderTest> OpenAsync(PrivacyClass utterances) => new(new SqliteUnderTest(utterances));

    /// <summary>A store with or without handover between agents of one account.</summary>
    public static ValueTask<IStoreUnderTest> OpenTenantsAsync(bool allowsHandover) => new(new SqliteUnderTest(PrivacyClass.Visible, allowsHandover));

    /// <summary>A store whose steps are counted.</summary>
    public static ValueTask<(IStoreUnderTest Store, IWorkMeter Meter)> OpenMeteredAsync() => new(OpenMetered());

    /// <summary>A store whose steps are counted, with its meter.</summary>
    public static (SqliteUnderTest Store, StepMeter Meter) OpenMetered()
    {
        var folder = new TemporaryFolder();
        var meter = new StepMeter(folder.File(NewStoreFiles.Database));
        return (new SqliteUnderTest(PrivacyClass.Visible, folder: folder), meter);
    }

    public async ValueTask CatchUpAsync() => await _store.BringUpToDateAsync();

    public async ValueTask CountDaysAsync() => await _store.CountDaysAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
