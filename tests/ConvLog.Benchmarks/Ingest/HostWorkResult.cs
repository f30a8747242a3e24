using System.Globalization;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>The result of a round of <see cref="HostRounds"/>. Bytes and processor time are per entry.</summary>
/// <param name="EntriesPerSecond">The number of entries stored per second.</param>
/// <param name="Processor">Processor time in microseconds, including the index.</param>
/// <param name="Allocated">Bytes allocated.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Kept">Bytes of the closed files; null if unknown.</param>
/// <param name="Call">Percentiles of the duration of a log call, in microseconds.</param>
/// <param name="Wait">Percentiles of the wait at the end of a conversation, in milliseconds.</param>
/// <param name="IndexedAfter">Seconds until everything was indexed.</param>
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

    /// <summary>The cells of a table row.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{EntriesPerSecond:N0} | {Processor:0.0} | {Allocated:N0} | {Written:N0} | {Kept:N0} | {Call[0]:0.0}, {Call[1]:0.0}, {Call[2]:0} | "
            + $"{Wait[0]:0.0}, {Wait[1]:0.0} | {IndexedAfter:0.00} s");
}
