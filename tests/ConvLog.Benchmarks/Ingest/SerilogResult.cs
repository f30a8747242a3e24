using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>The result of a round of Serilog's steps.</summary>
/// <param name="Rate">Entries per second.</param>
/// <param name="Processor">Microseconds of processor time per entry.</param>
/// <param name="Written">Bytes written per entry.</param>
internal sealed record SerilogResult(double Rate, double Processor, double Written)
{
    /// <summary>The median of each figure.</summary>
    public static SerilogResult Median(IReadOnlyList<SerilogResult> rounds) => new(
        Statistic.Median(rounds, static round => round.Rate),
        Statistic.Median(rounds, static round => round.Processor),
        Statistic.Median(rounds, static round => round.Written));

    /// <summary>The cells of a row in the table of <c>host</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rate:N0} | {Processor:0.0} | | {Written:N0} | | | |");
}
