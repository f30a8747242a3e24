using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Changes;

namespace ConvLog.Tests.Storage.Statistics.Changes;

/// <summary>Random durations as functions have them: lognormal, with equal values, and with a few calls that are many times slower.</summary>
internal sealed class PlantedCalls(int seed)
{
    private const double Spread = 0.22; // The middle half is within 16 % of the median.
    private const double Slow = 0.05;

    private readonly Random _random = new(seed);

    /// <summary>Series to try: more of them in long runs.</summary>
    public static int Series => LongCampaign.IsOn ? 100_000 : CiRun.IsOn ? 20_000 : 2_000;

    /// <summary>Whether a call is a problem.</summary>
    public bool Fails(double share) => _random.NextDouble() < share;

    /// <summary>A duration in whole hundredths of a second.</summary>
    /// <param name="factor">How much longer calls take.</param>
    public TimeSpan Duration(double factor = 1)
    {
        double normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        double tail = _random.NextDouble() < Slow ? 1 + (4 / Math.Pow(1 - _random.NextDouble(), 0.7)) : 1;
        return TimeSpan.FromMilliseconds(10 * Math.Round(40 * Math.Exp(Spread * normal) * tail * factor));
    }

    /// <summary>The most likely change of durations, each in an interval of its own.</summary>
    public static ChangePoint? Find(IReadOnlyList<TimeSpan> durations)
    {
        var scan = new RankScan(durations.Count, DurationBucket.Count);
        for (int i = 0; i < durations.Count; i++)
        {
            scan.Add(i, DurationBucket.Of(durations[i].Ticks), 1);
        }

        return scan.Find();
    }
}
