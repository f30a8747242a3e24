using System.Globalization;
using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// <c>host-live [OPEN STEP_MS] [FILE | CONNECTION]</c>: conversations as in voice hosts, OPEN concurrently with a step of each every STEP_MS; by default 200
/// with 50 ms and then 1,000 with 250 ms, each 2,500 entries per second. Three rounds of 15 s each of ConvLog, of Serilog's batched sink for as many bare
/// entries, and of the load generator alone, whose processor time is subtracted from both; before them each opens its conversations and runs for 5 s. Prints
/// medians, and the medians of the ratios of all rounds. Files are initially empty; with FILE, created by <c>generate FILE 1,000,000</c>, the same follows on a
/// copy of it and on a Serilog file with as many rows. With a connection string, see <see cref="PacedServer"/>.
/// </summary>
internal static class PacedWork
{
    private static readonly PacedShape[] s_shapes = [new(Open: 200, StepMilliseconds: 50), new(Open: 1_000, StepMilliseconds: 250)];

    public static async Task<int> RunAsync(PacedShape? shape, string? place)
    {
        PacedShape[] shapes = shape is null ? s_shapes : [shape];
        if (HostWork.IsConnection(place))
        {
            await PacedServer.RunAsync(shapes, place!).ConfigureAwait(false);
            return 0;
        }

        var file = GrownFile.Of(place);
        Console.WriteLine("| open, step | entries before | sink | entries/s | processor, µs an entry | written | kept | writes/s | stored p50, p99 (ms) |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var one in shapes)
        {
            foreach (var grown in file is null ? (GrownFile?[])[null] : [null, file])
            {
                string work = string.Create(CultureInfo.InvariantCulture, $"| {one} | {grown?.CountEntries() ?? 0:N0}");
                Print(work, await PacedComparison.MeasureAsync(one, grown, PacedPlan.Default).ConfigureAwait(false));
            }
        }

        return 0;
    }

    private static void Print(string work, PacedComparison measured)
    {
        Print($"{work} | ConvLog", measured.ConvLog, measured.KeptByConvLog);
        Print($"{work} | Serilog's batched sink", measured.Serilog, measured.KeptBySerilog);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{work} | ConvLog to Serilog | {measured.ConvLog.Rate / measured.Serilog.Rate:0.00} | {measured.ProcessorRatio:0.0} | "
            + $"{measured.WrittenRatio:0.0} | {measured.KeptByConvLog / measured.KeptBySerilog:0.0} | | |"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{work} | load generator alone | {measured.Load.Rate:N0} | {measured.Load.Processor:0.0} | | | | |"));
    }

    private static void Print(string row, PacedResult result, double kept) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{row} | {result.Rate:N0} | {result.Processor:0.0} | {result.Written:N0} | {kept:N0} | {result.Writes:0} | "
        + $"{result.StoredMedian:0.0}, {result.StoredSlow:0.0} |"));
}
