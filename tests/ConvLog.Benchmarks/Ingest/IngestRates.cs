using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>
/// Entries per second from the call to the disk, with 1, 100 and 1,000 entries per commit: ConvLog with its SQLite store, a file to which the same bytes are
/// appended and synced, and the steps of Serilog's SQLite sink with the same durability. The three alternate, so that they run under the same conditions.
/// </summary>
internal static class IngestRates
{
    private const int Rounds = 7;

    private static readonly (int Batch, int Entries)[] s_shapes = [(1, 300), (100, 20_000), (1_000, 200_000)];

    public static async Task<int> RunAsync()
    {
        using var folder = new BenchmarkFolder();
        Console.WriteLine("| entries a commit | synced append | ConvLog | ratio | Serilog's steps | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (batch, entries) in s_shapes)
        {
            IIngest[] contestants = [new SyncedAppend(folder.NewPath()), new ConvLogIngest(folder.NewPath(), batch), new SerilogSteps(folder.NewPath())];
            double[] rates = await RatesAsync(contestants, batch, entries).ConfigureAwait(false);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {batch:N0} | {rates[0]:N0}/s | {rates[1]:N0}/s | {rates[1] / rates[0]:0.00} of the append | {rates[2]:N0}/s | {rates[1] / rates[2]:0.0} of "
                    + $"Serilog's |"));
        }

        return 0;
    }

    // The median of the rounds, after a warm-up round.
    private static async Task<double[]> RatesAsync(IIngest[] contestants, int batch, int entries)
    {
        var rates = new List<double>[contestants.Length];
        for (int round = 0; round <= Rounds; round++)
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                var taken = await contestants[i].WriteAsync(entries, batch).ConfigureAwait(false);
                if (round > 0)
                {
                    (rates[i] ??= []).Add(entries / taken.TotalSeconds);
                }
            }
        }

        foreach (var contestant in contestants)
        {
            await contestant.DisposeAsync().ConfigureAwait(false);
        }

        return [.. rates.Select(static all => all.Order().ElementAt(Rounds / 2))];
    }
}
