using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>What a paced period took.</summary>
/// <param name="Rate">Entries a second.</param>
/// <param name="Processor">Microseconds of processor time for an entry.</param>
/// <param name="Written">Bytes written for an entry.</param>
/// <param name="Writes">Writes a second.</param>
/// <param name="StoredMedian">Milliseconds from the call to the end of the write that stored the entry; the median.</param>
/// <param name="StoredSlow">The same; the 99th percentile.</param>
internal sealed record PacedResult(double Rate, double Processor, double Written, double Writes, double StoredMedian, double StoredSlow)
{
    /// <summary>What the store's server used for an entry; null without one.</summary>
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

    /// <summary>The same without the load's share of the processor time.</summary>
    public PacedResult Without(PacedResult load) => this with { Processor = Processor - load.Processor };
}
