using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>The result of a paced period.</summary>
/// <param name="Rate">Entries per second.</param>
/// <param name="Processor">Microseconds of processor time per entry.</param>
/// <param name="Written">Bytes written per entry.</param>
/// <param name="Writes">Writes per second.</param>
/// <param name="StoredMedian">The median time in milliseconds from the call to the end of the write that stored the entry.</param>
/// <param name="StoredSlow">The 99th percentile of that time.</param>
internal sealed record PacedResult(double Rate, double Processor, double Written, double Writes, double StoredMedian, double StoredSlow)
{
    /// <summary>The resources of the store's server per entry; null without a server.</summary>
    public ServerUse? Server { get; init; }

    /// <summary>The median of each figure.</summary>
    public static PacedResult Median(IReadOnlyCollection<PacedResult> rounds) => new(
        Statistic.Median(rounds, static round => round.Rate),
        Statistic.Median(rounds, static round => round.Processor),
        Statistic.Median(rounds, static round => round.Written),
        Statistic.Median(rounds, static round => round.Writes),
        Statistic.Median(rounds, static round => round.StoredMedian),
        Statistic.Median(rounds, static round => round.StoredSlow))
    {
        Server = ServerUse.Median(rounds.Select(static round => round.Server)),
    };

    /// <summary>The result without the processor time of the load.</summary>
    public PacedResult Without(PacedResult load) => this with { Processor = Processor - load.Processor };
}
