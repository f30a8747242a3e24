using ConvLog.Sqlite;
using ConvLog.Storage;
using WebConsole.Import;
using WebConsole.Replay;

namespace ConvLog.Console.Tests.Support;

/// <summary>The console over the real conversations, in a file as the sample keeps them.</summary>
public sealed class RealConsole : ConsoleInBrowser
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("convlog-console-");
    private SqliteConversationStore? _store;

    protected override bool IsNeeded => SharedFolder.Exists;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    // The store's own clock is the system's: the text index works by it.
    protected override IConversationStore OpenStore() => _store = new SqliteConversationStore(Path.Combine(_folder.FullName, "conversations.db"));

    protected override async Task StageAsync(IConversationStore store)
    {
        string[] files = Directory.GetFiles(SharedFolder.PathOf("data", "sgd"), "dialogues_*.json");
        Array.Sort(files, StringComparer.Ordinal);
        await using (var sink = new StoreSink(store))
        {
            var summary = await new Importer(store, new DialogueReplay(sink), new SilentReport(), new ManualClock(StagedConversations.Now))
                .ImportAsync(files, CancellationToken.None);
            (await sink.FlushAsync()).IsComplete.Should().BeTrue();
            (summary.Conversations, summary.FunctionEvents).Should().Be((384, 773));
        }

        await TextIndex.CaughtUpAsync(store);
    }

    private sealed class SilentReport : IImportReport
    {
        public void Fault(string file, string fault) => throw new InvalidDataException($"{file}: {fault}");

        public void Progress(double share)
        {
            // Nobody watches.
        }

        public void Done()
        {
            // Nobody watches.
        }
    }
}
