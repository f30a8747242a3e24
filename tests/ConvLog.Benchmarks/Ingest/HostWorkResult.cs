using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>What a round of <see cref="HostRounds"/> took; what is counted in bytes and microseconds of the processor is by entry.</summary>
/// <param name="EntriesPerSecond">How many were stored in a second.</param>
/// <param name="Processor">Processor time in microseconds, index included.</param>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Kept">Bytes of the closed files; null where they are not known.</param>
/// <param name="Call">Percentiles of a call of the log, in microseconds.</param>
/// <param name="Wait">Percentiles of the wait at the end of a conversation, in milliseconds.</param>
/// <param name="IndexedAfter">Seconds until the index had all.</param>
internal sealed record HostWorkResult(double EntriesPerSecond, double Processor, double Allocated, double Written, double? Kept, double[] Call, double[] Wait,
    double IndexedAfter)
{
    /// <summary>The median of each figure.</summary>
    public static HostWorkResult Median(IReadOnlyList<HostWorkResult> rounds) => new(
        Statistic.Median(rounds, static round => round.EntriesPerSecond),
        Statistic.Median(rounds, static round => round.Processor),
        Statistic.Median(rounds, static round => round.Allocated),
        Statistic.Median(rounds, static round => round.Written),
        rounds[0].Kept is null ? null : Statistic.Median(rounds, static round => round.Kept!.Value),
        [.. rounds[0].Call.Select((_, i) => Statistic.Median(rounds, round => round.Call[i]))],
        [.. rounds[0].Wait.Select((_, i) => Statistic.Median(rounds, round => round.Wait[i]))],
        Statistic.Median(rounds, static round => round.IndexedAfter));

    /// <summary>The cells of a table's row.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{EntriesPerSecond:N0} | {Processor:0.0} | {Allocated:N0} | {Written:N0} | {Kept:N0} | {Call[0]:0.0}, {Call[1]:0.0}, {Call[2]:0} | "
            + $"{Wait[0]:0.0}, {Wait[1]:0.0} | {IndexedAfter:0.00} s");
}
