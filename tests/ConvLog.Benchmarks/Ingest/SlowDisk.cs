using System.Diagnostics;
using System.Globalization;
using ConvLog.Sqlite;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>The duration of a <c>conv.Log</c> call while each disk write takes a quarter of a second, and at the normal speed of the disk.</summary>
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
        // Disposed without waiting for the slow disk, because only the calls are measured.
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
                await Task.Yield(); // A host does other work between calls; this lets the continuations of the writer run.
            }
        }

        await sink.DisposeAsync().ConfigureAwait(false);
        Array.Sort(taken);
        return taken;
    }

    private static string Micros(long[] sorted, double share)
        => string.Create(CultureInfo.InvariantCulture,
            $"{sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))] * 1e6 / Stopwatch.Frequency:0.0} µs");

    // Delays every write.
    private static IConversationStore Slowed(IConversationStore store, TimeSpan delay) => InterceptedWrites.Of(store, async records =>
    {
        await Task.Delay(delay, TimeProvider.System).ConfigureAwait(false);
        await store.WriteAsync(records).ConfigureAwait(false);
    });
}
