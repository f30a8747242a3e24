using System.Globalization;
using ConvLog.Sqlite;
using ConvLog.Storage;
using WebConsole.Import;
using WebConsole.Replay;

namespace ConvLog.Console.Tests.Support;

/// <summary>The console over the real conversations, in a database file as in the sample.</summary>
public sealed class RealConsole : ConsoleInBrowser
{
    private const int Real = 384;
    private static readonly TimeSpan s_repeatedDays = TimeSpan.FromDays(84);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("convlog-console-");
    private SqliteConversationStore? _store;

    /// <summary>The number of conversations: the real ones, repeated up to <c>CONVLOG_WALK_CONVERSATIONS</c>.</summary>
    public static int Conversations { get; } = Math.Max(Real,
        int.TryParse(Environment.GetEnvironmentVariable("CONVLOG_WALK_CONVERSATIONS"), CultureInfo.InvariantCulture, out int asked) ? asked : Real);

    protected override bool IsNeeded => base.IsNeeded && SharedFolder.Exists;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    // The store uses the system clock, on which the text index depends.
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
            (summary.Conversations, summary.FunctionEvents).Should().Be((Real, 773));
            await RepeatAsync(sink, files, summary.Conversations);
        }

        await TextIndex.CaughtUpAsync(store);
    }

    // The same dialogues as additional conversations of the previous days, up to the requested number.
    private static async Task RepeatAsync(StoreSink sink, string[] files, int conversations)
    {
        var replay = new DialogueReplay(sink);
        for (int round = 1; conversations < Conversations; round++)
        {
            foreach (string path in files)
            {
                using var file = await DialogueFile.OpenAsync(path, CancellationToken.None);
                foreach (var dialogue in file.Dialogues.Select(DialogueReader.Read).TakeWhile(_ => conversations < Conversations))
                {
                    string id = FormattableString.Invariant($"{dialogue.Id}-{round}");
                    var start = Backdating.StartOf(id, StagedConversations.Now) - (s_repeatedDays * ((double)conversations / Conversations));
                    await replay.PlayAsync(dialogue with { Id = id }, start);
                    conversations++;
                }
            }

            (await sink.FlushAsync()).IsComplete.Should().BeTrue();
        }
    }

    private sealed class SilentReport : IImportReport
    {
        public void Fault(string file, string fault) => throw new InvalidDataException($"{file}: {fault}");

        public void Progress(double share)
        {
            // Not shown.
        }

        public void Done()
        {
            // Not shown.
        }
    }
}
