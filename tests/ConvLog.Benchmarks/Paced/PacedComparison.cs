using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>ConvLog, Serilog's batched sink and the load generator alone, measured alternately in each round.</summary>
/// <param name="Load">The load generator alone; medians.</param>
/// <param name="ConvLog">ConvLog without the load's processor time; medians.</param>
/// <param name="Serilog">The same of Serilog's batched sink.</param>
/// <param name="ProcessorRatio">ConvLog's processor time divided by Serilog's: the median of the ratios of all rounds.</param>
/// <param name="WrittenRatio">The same ratio for written bytes.</param>
/// <param name="KeptByConvLog">The growth of ConvLog's files in bytes per entry.</param>
/// <param name="KeptBySerilog">The same for Serilog.</param>
internal sealed record PacedComparison(PacedResult Load, PacedResult ConvLog, PacedResult Serilog, double ProcessorRatio, double WrittenRatio,
    double KeptByConvLog, double KeptBySerilog)
{
    /// <summary>Measures the three over SQLite.</summary>
    /// <param name="shape">The conversations.</param>
    /// <param name="grown">A file of which ConvLog gets a copy and Serilog a file with as many rows; null for empty files.</param>
    /// <param name="plan">The durations and rounds.</param>
    public static async Task<PacedComparison> MeasureAsync(PacedShape shape, GrownFile? grown, PacedPlan plan)
    {
        using var folder = new BenchmarkFolder();
        var convLog = new PacedContestant(await ConvLogPeer.OpenAsync(new MeasuredFile(folder, grown)).ConfigureAwait(false), shape);
        var serilog = new PacedContestant(new SerilogPeer(folder.NewPath(), grown?.CountEntries() ?? 0), shape);
        var load = new PacedContestant(new NoPeer(), shape);
        var rounds = await plan.RunAsync([load, convLog, serilog]).ConfigureAwait(false);
        await load.CloseAsync().ConfigureAwait(false);
        return new PacedComparison(
            PacedResult.Median(rounds.ConvertAll(static round => round[0])),
            PacedResult.Median(rounds.ConvertAll(static round => round[1].Without(round[0]))),
            PacedResult.Median(rounds.ConvertAll(static round => round[2].Without(round[0]))),
            Statistic.Median(rounds, static round => round[1].Without(round[0]).Processor / round[2].Without(round[0]).Processor),
            Statistic.Median(rounds, static round => round[1].Written / round[2].Written),
            (await convLog.CloseAsync().ConfigureAwait(false))!.Value,
            (await serilog.CloseAsync().ConfigureAwait(false))!.Value);
    }
}
