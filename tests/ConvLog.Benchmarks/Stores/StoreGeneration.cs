using System.Diagnostics;
using System.Globalization;
using ConvLog.Records;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Stores;

/// <summary><c>generate FILE ENTRIES</c>: makes a store of about so many entries from the real conversations beside the checkout, through the store's own way of writing.</summary>
internal static class StoreGeneration
{
    private const int RecordsAtOnce = 5_000;
    private const double EntriesOfAConversation = 15.35;

    public static async Task<int> RunAsync(string path, long entries)
    {
        if (FindDialogues() is not { Length: > 0 } files)
        {
            await Console.Error.WriteLineAsync("There are no dialogues: the generator takes those of shared/data/sgd beside the checkout.").ConfigureAwait(false);
            return 1;
        }

        long start = Stopwatch.GetTimestamp();
        var made = await WriteAsync(path, entries, [.. files.SelectMany(RealDialogue.ReadFile)]).ConfigureAwait(false);
        var written = Stopwatch.GetElapsedTime(start);
        await using var store = new SqliteConversationStore(path);
        await store.CatchUpAsync().ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Conversations:N0} conversations, {made.Entries:N0} entries, {made.Records:N0} records in {written.TotalSeconds:0} s ({made.Records / written.TotalSeconds:N0} records/s); indexed in {(Stopwatch.GetElapsedTime(start) - written).TotalSeconds:0} s; {new FileInfo(path).Length / 1e6:N0} MB"));
        return 0;
    }

    private static async Task<(long Conversations, long Entries, long Records)> WriteAsync(string path, long entries, IReadOnlyList<RealDialogue> dialogues)
    {
        await using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        var made = new GeneratedConversations(dialogues, TimeProvider.System.GetUtcNow());
        long conversations = Math.Max(1, (long)(entries / EntriesOfAConversation));
        long records = 0;
        var batch = new List<StoreRecord>();
        for (long number = 0; number < conversations; number++)
        {
            batch.AddRange(made.Make(number, conversations));
            if (batch.Count >= RecordsAtOnce || number == conversations - 1)
            {
                await store.WriteAsync(batch).ConfigureAwait(false);
                records += batch.Count;
                batch.Clear();
            }
        }

        return (conversations, made.Entries, records);
    }

    private static string[] FindDialogues()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            string dialogues = Path.Combine(folder.FullName, "shared", "data", "sgd");
            if (Directory.Exists(dialogues))
            {
                return [.. Directory.GetFiles(dialogues, "dialogues_*.json").Order(StringComparer.Ordinal)];
            }
        }

        return [];
    }
}
