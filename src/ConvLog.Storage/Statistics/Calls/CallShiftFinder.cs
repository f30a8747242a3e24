using ConvLog.Storage.Contract;
using ConvLog.Storage.Statistics.Changes;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// Finds since when calls have changed, and in which variant, channel or agent. All calls and those of the most frequent values are scanned for a moment. A value
/// explains the change if its calls changed and the others did not. The test is described in <c>docs/changes.md</c>.
/// </summary>
/// <param name="times">The calls.</param>
internal sealed class CallShiftFinder(CallTimes times)
{
    // For each measure, half for the scan of all calls, half for those of the values together: at most one of a thousand series without a change has a finding.
    private const double Significance = 0.0005 / 2;

    private const int MostValues = 5;

    // Changes below these are not worth a sentence, however certain they are.
    private const double LeastRatio = 1.1;
    private const double LeastShare = 0.02;

    // The value must differ by this many standard errors, and so must its difference from that of the others.
    private const double LeastScore = 3.3;
    private const double MostOfOthers = 0.25;

    private readonly long[] _quarters = [.. times.Origins.SelectMany(static origin => origin.Quarters.Keys).Distinct().Order()];

    private static readonly (CallDimension Dimension, Func<CallOrigin, string?> Of)[] s_dimensions =
    [
        (CallDimension.Variant, static origin => origin.VariantId), (CallDimension.Channel, static origin => origin.Channel),
        (CallDimension.Agent, static origin => origin.AgentId),
    ];

    /// <summary>The changes: at most one of each measure, those for the worse first, then in the order of the measures.</summary>
    public IReadOnlyList<CallShift> Find()
    {
        var all = SampleOf(static _ => true);
        var values = Values();
        return [.. Enum.GetValues<CallMeasure>().Select(measure => Find(measure, all, values)).OfType<CallShift>().OrderByDescending(static one => one.IsRise)];
    }

    private CallShift? Find(CallMeasure measure, CallSample all, IReadOnlyList<CallValue> values)
    {
        var scans = values.Select(value => (Value: (CallValue?)value, Found: value.Sample.Find(measure), Share: values.Count))
            .Prepend((Value: null, Found: all.Find(measure), Share: 1))
            .Where(static scan => scan.Found is { } found && found.PValue * scan.Share <= Significance);
        foreach (var (value, found, _) in scans.OrderByDescending(static scan => Math.Abs(scan.Found!.Value.Statistic)))
        {
            int index = found!.Value.Index;
            bool isRise = found.Value.Statistic > 0;
            var explaining = ExplanationOf(measure, index, isRise, all, values);
            if (explaining is null && value is not null)
            {
                continue; // Neither is it a change of all calls.
            }

            // The series of the value alone shows the moment best.
            if (explaining?.Sample.Find(measure) is { } own && own.PValue <= Significance && own.Statistic > 0 == isRise)
            {
                index = own.Index;
            }

            var shift = ShiftOf(measure, index, isRise, all, explaining);
            if (IsWorthTelling(shift))
            {
                return shift;
            }
        }

        return null;
    }

    private CallValue? ExplanationOf(CallMeasure measure, int index, bool isRise, CallSample all, IReadOnlyList<CallValue> values)
    {
        CallValue? best = null;
        double most = LeastScore;
        foreach (var value in values)
        {
            // A value without earlier calls is compared with all of them.
            var before = value.Sample.Before(index) is { Calls: > 0 } own ? own : all.Before(index);
            var othersBefore = value.Others.Before(index) is { Calls: > 0 } known ? known : all.Before(index);
            if (CallDifference.Of(measure, before, value.Sample.Since(index)) is not { } changed
                || CallDifference.Of(measure, othersBefore, value.Others.Since(index)) is not { } others
                || changed.Size > 0 != isRise || Math.Abs(changed.Size) < LeastScore * changed.Error)
            {
                continue;
            }

            double difference = Math.Abs(changed.Size) - (changed.Size > 0 ? others.Size : -others.Size);
            double score = difference / Math.Sqrt((changed.Error * changed.Error) + (others.Error * others.Error));
            if (score > most && Math.Abs(others.Size) <= Math.Max(MostOfOthers * Math.Abs(changed.Size), 2 * others.Error)
                && Math.Abs(others.Size) <= Math.Abs(changed.Size) / 2)
            {
                (best, most) = (value, score);
            }
        }

        return best;
    }

    private CallShift ShiftOf(CallMeasure measure, int index, bool isRise, CallSample all, CallValue? value)
    {
        var start = QuarterHour.StartOf(_quarters[0]);
        var since = QuarterHour.StartOf(_quarters[index]);
        var (before, after) = (all.Before(index), all.Since(index));
        var ofValue = value?.Sample.Since(index);
        var slowFrom = measure == CallMeasure.Duration && isRise ? Rounded((value?.Sample.Before(index) is { Duration: not null } own ? own : before).Duration!) : null;
        return new CallShift
        {
            Measure = measure,
            IsRise = isRise,
            Since = since,
            Before = before.ToInterval(start),
            After = after.ToInterval(since),
            Dimension = value?.Dimension,
            Value = value?.Value,
            ValueBefore = value?.Sample.Before(index).ToInterval(start),
            ValueAfter = ofValue?.ToInterval(since),
            OthersBefore = value?.Others.Before(index).ToInterval(start),
            OthersAfter = value?.Others.Since(index).ToInterval(since),
            SlowFrom = slowFrom,
            Slow = slowFrom is { } from ? after.Duration!.CountFrom(from) : 0,
            SlowOfValue = slowFrom is { } limit && ofValue?.Duration is { } durations ? durations.CountFrom(limit) : 0,
        };
    }

    private static bool IsWorthTelling(CallShift shift)
    {
        var (before, after) = shift is { ValueBefore.Calls: > 0, ValueAfter: { } ofValue } ? (shift.ValueBefore, ofValue) : (shift.Before, shift.After);
        if (shift.Measure == CallMeasure.Problems)
        {
            return Math.Abs(((double)after.Problems / after.Calls) - ((double)before.Problems / before.Calls)) >= LeastShare;
        }

        return Ratio(before.Duration!.P50, after.Duration!.P50) >= LeastRatio || Ratio(before.Duration.P95, after.Duration.P95) >= LeastRatio;

        double Ratio(TimeSpan one, TimeSpan other) => shift.IsRise ? other / one : one / other;
    }

    // The 95th percentile, to the nearest of 1, 1.5, 2, 3, 5, 7 and 10 times a power of ten, in whole milliseconds.
    private static TimeSpan? Rounded(DurationHistogram durations)
    {
        double milliseconds = durations.Percentile(95).TotalMilliseconds;
        if (!(milliseconds >= 1))
        {
            return null;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(milliseconds)));
        double factor = ((double[])[1, 1.5, 2, 3, 5, 7, 10]).MinBy(factor => Math.Abs((factor * power) - milliseconds));
        return TimeSpan.FromMilliseconds(Math.Min(Math.Round(factor * power), int.MaxValue));
    }

    // The most frequent values of each property that has several.
    private List<CallValue> Values()
    {
        var values = new List<CallValue>();
        foreach (var (dimension, of) in s_dimensions)
        {
            var calls = times.Origins.GroupBy(origin => CallTimes.KeyOf(of(origin.Origin)))
                .Select(static group => (group.Key, Calls: group.Sum(static origin => origin.Quarters.Values.Sum(static quarter => quarter.Calls)))).ToList();
            if (calls.Count < 2)
            {
                continue;
            }

            foreach (var (key, _) in calls.OrderByDescending(static value => value.Calls).ThenBy(static value => value.Key.Value, Utf8Order.Instance)
                .Where(static value => value.Key.IsKnown).Take(MostValues))
            {
                values.Add(new CallValue(dimension, key.Value, SampleOf(origin => CallTimes.KeyOf(of(origin)) == key),
                    SampleOf(origin => CallTimes.KeyOf(of(origin)) != key)));
            }
        }

        return values;
    }

    private CallSample SampleOf(Func<CallOrigin, bool> includes) => new(_quarters,
        [.. times.Origins.Where(origin => includes(origin.Origin)).SelectMany(static origin => origin.Quarters)
            .Select(quarter => (Array.BinarySearch(_quarters, quarter.Key), quarter.Value))]);

    private sealed record CallValue(CallDimension Dimension, string Value, CallSample Sample, CallSample Others);
}
