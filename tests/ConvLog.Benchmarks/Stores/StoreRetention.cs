using System.Diagnostics;
using System.Globalization;
using ConvLog.Sqlite;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// <c>retention FILE ENTRIES</c>: expires the oldest conversations of a generated store with about this number of entries during concurrent writes. Reports the
/// duration of the run and of the concurrent writes. <c>purge FILE ENTRIES</c>: the same for only the personal data of these conversations.
/// </summary>
internal static class StoreRetention
{
    // The default.
    private const int BatchSize = 100;

    public static async Task<int> RunAsync(string path, long entries, bool isWhole)
    {
        await using var store = new SqliteConversationStore(path);
        var before = CutFor(path, entries);
        var cut = new RetentionCut { At = TimeProvider.System.GetUtcNow(), ConversationsBefore = isWhole ? before : null,
            PersonalDataBefore = isWhole ? null : before };
        long begun = Stopwatch.GetTimestamp();
        var preview = await store.PreviewRetentionAsync(cut).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"preview: {preview.Conversations + preview.PersonalData:N0} of {preview.TotalConversations:N0} conversations in "
            + $"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:0} ms"));

        var alone = await SteadyWrites.RunAsync(store, Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System)).ConfigureAwait(false);
        Tell("writes before", alone);
        begun = Stopwatch.GetTimestamp();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        long fileBefore = Number(path, "SELECT count(*) FROM entry");
        var run = Task.Run(() => ExpireAsync(store, cut));
        var beside = await SteadyWrites.RunAsync(store, run).ConfigureAwait(false);
        var took = Stopwatch.GetElapsedTime(begun);
        await run.ConfigureAwait(false);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        long gone = fileBefore + beside.Entries - Number(path, "SELECT count(*) FROM entry");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{gone:N0} entries gone in {took.TotalSeconds:0.0} s ({gone / took.TotalSeconds:N0} entries/s), {processor.TotalSeconds:0.0} s of processor time, "
            + $"writes beside included"));
        Tell("writes beside", beside);

        begun = Stopwatch.GetTimestamp();
        long length = new FileInfo(path).Length;
        var reclaim = Task.Run(() => store.ReclaimSpaceAsync().AsTask());
        var reclaiming = await SteadyWrites.RunAsync(store, reclaim).ConfigureAwait(false);
        await reclaim.ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"space given back in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s: {length / 1e6:N0} MB, now {new FileInfo(path).Length / 1e6:N0} MB"));
        Tell("writes beside", reclaiming);
        return 0;
    }

    private static async Task ExpireAsync(SqliteConversationStore store, RetentionCut cut)
    {
        string? after = null;
        do
        {
            after = (await store.ApplyRetentionAsync(cut, BatchSize, after).ConfigureAwait(false)).Next;
        }
        while (after is not null);
    }

    private static DateTimeOffset CutFor(string path, long entries)
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(5));
        var rows = session["SELECT v_last, a_entries FROM conversation WHERE listed IS NOT NULL ORDER BY v_last"];
        while (rows.Step())
        {
            entries -= rows.Int64(1);
            if (entries <= 0)
            {
                break;
            }
        }

        long last = entries <= 0 ? rows.Int64(0) : TimeProvider.System.GetUtcNow().UtcTicks;
        rows.Reset();
        return new DateTimeOffset(last + 1, TimeSpan.Zero);
    }

    private static long Number(string path, string sql)
    {
        using var session = Session.Open(path, TimeSpan.FromSeconds(5));
        return session.Number(sql) ?? 0;
    }

    private static void Tell(string what, SteadyWrites writes) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {writes.Count:N0}, half in {writes.Percentile(0.5):0.0} ms, 99 % in {writes.Percentile(0.99):0.0} ms, slowest {writes.Percentile(1):0.0} ms"));
}
