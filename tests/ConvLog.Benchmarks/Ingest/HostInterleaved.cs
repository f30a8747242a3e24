using System.Globalization;
using ConvLog.Sqlite;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// <c>host-interleaved [OPEN] [FILE]</c>: conversations over SQLite, sequentially and OPEN concurrently with alternating steps, in alternating rounds. Medians.
/// The queue has room for all records. With a grown file, each variant uses one copy of it for all rounds.
/// </summary>
internal static class HostInterleaved
{
    /// <param name="open">The number of concurrent conversations.</param>
    /// <param name="grown">A grown file; null for an empty file in each round.</param>
    public static async Task<int> RunAsync(int open, GrownFile? grown)
    {
        using var folder = new BenchmarkFolder();
        var options = new StoreSinkOptions { QueueCapacity = 1_000_000, MaxQueueBytes = 1L << 30 };
        (int AtOnce, MeasuredFile File, List<HostWorkResult> Results)[] series =
            [(1, new MeasuredFile(folder, grown), []), (open, new MeasuredFile(folder, grown), [])];
        for (int round = 0; round < HostRounds.WarmUpRounds + HostRounds.Rounds; round++)
        {
            foreach (var (atOnce, file, results) in series)
            {
                results.Add(await HostRounds.RoundAsync(() => new SqliteConversationStore(file.Next()), kept: null, atOnce, options).ConfigureAwait(false));
            }
        }

        var medians = Array.ConvertAll(series, static one => HostWorkResult.Median(one.Results[HostRounds.WarmUpRounds..]));
        var (whole, interleaved) = (medians[0], medians[1]);
        foreach (var (atOnce, work) in ((int, HostWorkResult)[])[(1, whole), (open, interleaved)])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{atOnce:N0} at once: {work.EntriesPerSecond:N0} entries/s, {work.Processor:0.0} µs of processor time, {work.Written:N0} bytes written"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{interleaved.Processor / whole.Processor:0.00} times the processor time, {interleaved.Written / whole.Written:0.00} times the bytes, "
            + $"{interleaved.EntriesPerSecond / whole.EntriesPerSecond:0.00} of the rate"));
        return 0;
    }
}
