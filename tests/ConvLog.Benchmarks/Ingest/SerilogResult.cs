using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>What a round of Serilog's steps took.</summary>
/// <param name="Rate">Entries a second.</param>
/// <param name="Processor">Microseconds of processor time for an entry.</param>
/// <param name="Written">Bytes written for an entry.</param>
internal sealed record SerilogResult(double Rate, double Processor, double Written)
{
    /// <summary>The median of each figure.</summary>
    public static SerilogResult Median(IReadOnlyList<SerilogResult> rounds) => new(
        Statistic.Median(rounds, static round => round.Rate),
        Statistic.Median(rounds, static round => round.Processor),
        Statistic.Median(rounds, static round => round.Written));

    /// <summary>The cells of a row of the table of <c>host</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rate:N0} | {Processor:0.0} | | {Written:N0} | | | |");
}
