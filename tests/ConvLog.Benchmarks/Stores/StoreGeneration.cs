using System.Diagnostics;
using System.Globalization;
using ConvLog.PostgreSql;
using ConvLog.Records;
using ConvLog.Sqlite;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// <c>generate FILE ENTRIES</c>, <c>pg-generate CONNECTION ENTRIES</c>: creates a store with about this number of entries from the real conversations next to
/// the checkout, through the write API of the store. With the argument <c>judged</c>, conversations have <see cref="Judgments"/>, which <see
/// cref="FilterReads"/> requires.
/// </summary>
internal static class StoreGeneration
{
    private const int RecordsAtOnce = 5_000;
    private const double EntriesOfAConversation = 15.35;

    public static async Task<int> RunAsync(string path, long entries, bool isJudged)
    {
        long start = Stopwatch.GetTimestamp();
        string? made;
        await using (var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false }))
        {
            made = await WriteAsync(store, entries, isJudged ? new Judgments() : null).ConfigureAwait(false);
        }

        if (made is null)
        {
            return 1;
        }

        var written = Stopwatch.GetElapsedTime(start);
        await using var indexing = new SqliteConversationStore(path);
        await indexing.CatchUpAsync().ConfigureAwait(false);
        Tell(made, start, written, new FileInfo(path).Length);
        return 0;
    }

    public static async Task<int> RunOnServerAsync(string connectionString, long entries, bool isJudged)
    {
        long start = Stopwatch.GetTimestamp();
        string? made;
        await using (var store = new PostgreSqlConversationStore(connectionString, new PostgreSqlStoreOptions { IndexText = false }))
        {
            made = await WriteAsync(store, entries, isJudged ? new Judgments() : null).ConfigureAwait(false);
        }

        if (made is null)
        {
            return 1;
        }

        var written = Stopwatch.GetElapsedTime(start);
        await using var indexing = new PostgreSqlConversationStore(connectionString);
        await indexing.CatchUpAsync().ConfigureAwait(false);
        Tell(made, start, written, await SizeAsync(connectionString).ConfigureAwait(false));
        return 0;
    }

    // The server does this itself in the background at some time.
    private static async Task<long> SizeAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var vacuum = source.CreateCommand("VACUUM ANALYZE"))
        {
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync().ConfigureAwait(false);
        }

        await using var size = source.CreateCommand("SELECT pg_database_size(current_database())");
        return (long)(await size.ExecuteScalarAsync().ConfigureAwait(false))!;
    }

    private static void Tell(string made, long start, TimeSpan written, long bytes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{made} in {written.TotalSeconds:0} s; indexed in {(Stopwatch.GetElapsedTime(start) - written).TotalSeconds:0} s; {bytes / 1e6:N0} MB"));

    private static async Task<string?> WriteAsync(IConversationStore store, long entries, Judgments? judgments)
    {
        if (FindDialogues() is not { Length: > 0 } files)
        {
            await Console.Error.WriteLineAsync("There are no dialogues: the generator takes those of shared/data/sgd beside the checkout.")
                .ConfigureAwait(false);
            return null;
        }

        IReadOnlyList<RealDialogue> dialogues = [.. files.SelectMany(RealDialogue.ReadFile)];
        var made = new GeneratedConversations(dialogues, TimeProvider.System.GetUtcNow());
        long conversations = Math.Max(1, (long)(entries / EntriesOfAConversation));
        long records = 0;
        var batch = new List<StoreRecord>();
        for (long number = 0; number < conversations; number++)
        {
            var conversation = made.Make(number, conversations);
            batch.AddRange(judgments?.AddTo(conversation, number) ?? conversation);
            if (batch.Count >= RecordsAtOnce || number == conversations - 1)
            {
                await store.WriteAsync(batch).ConfigureAwait(false);
                records += batch.Count;
                batch.Clear();
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{conversations:N0} conversations, {made.Entries:N0} entries, {records:N0} records");
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
