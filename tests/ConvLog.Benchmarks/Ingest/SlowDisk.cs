using System.Diagnostics;
using System.Globalization;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>What a call of <c>conv.Log</c> takes while each write to the disk takes a quarter of a second, and while the disk is as fast as it is.</summary>
internal static class SlowDisk
{
    private const int Calls = 400_000;

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        Console.WriteLine("| disk | median | p99 | p99.9 | worst |\n|---|---|---|---|---|");
        foreach (var (name, delay) in ((string, TimeSpan)[])[("as it is", TimeSpan.Zero), ("250 ms a write", TimeSpan.FromMilliseconds(250))])
        {
            await using var sqlite = new SqliteConversationStore(folder.NewPath());
            long[] taken = await MeasureAsync(Slowed(sqlite, delay)).ConfigureAwait(false);
            Console.WriteLine($"| {name} | {Micros(taken, 0.5)} | {Micros(taken, 0.99)} | {Micros(taken, 0.999)} | {Micros(taken, 1)} |");
        }

        return 0;
    }

    private static async Task<long[]> MeasureAsync(IConversationStore store)
    {
        // Ends without waiting for the slow disk: what is measured are the calls.
        var sink = new StoreSink(store, new StoreSinkOptions { DisposeTimeout = TimeSpan.Zero });
        await using var conversation = new Conversation(
            new ConversationInfo("conv-42"), sink,
                new ConversationOptions { Limits = new LogLimits { EntriesPerScope = 2 * Calls }, DisposeTimeout = TimeSpan.Zero });
        long[] taken = new long[Calls];
        for (int i = -Calls / 4; i < Calls; i++)
        {
            long start = Stopwatch.GetTimestamp();
            SampleEntry.Log(conversation, i);
            taken[Math.Max(i, 0)] = Stopwatch.GetTimestamp() - start;
            if (i % 100 == 0)
            {
                await Task.Yield(); // A host does other things between calls; this one lets the writer's continuations have a processor.
            }
        }

        await sink.DisposeAsync().ConfigureAwait(false);
        Array.Sort(taken);
        return taken;
    }

    private static string Micros(long[] sorted, double share)
        => string.Create(CultureInfo.InvariantCulture,
            $"{sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))] * 1e6 / Stopwatch.Frequency:0.0} µs");

    // Every write takes longer.
    private static IConversationStore Slowed(IConversationStore store, TimeSpan delay) => InterceptedWrites.Of(store, async records =>
    {
        await Task.Delay(delay, TimeProvider.System).ConfigureAwait(false);
        await store.WriteAsync(records).ConfigureAwait(false);
    });
}
