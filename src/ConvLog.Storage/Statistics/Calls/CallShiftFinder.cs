using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// Finds since when calls have changed, and in which variant, channel or agent. All calls and those of the most frequent values are scanned for a moment. A
/// value explains the change if its calls changed and the others did not. The test is described in <c>docs/changes.md</c>.
/// </summary>
/// <param name="times">The calls.</param>
internal sealed class CallShiftFinder(CallTimes times)
{
    // For each measure, half for the scan of all calls and half for those of the values together, so that at most one of a thousand series without a change has
    // a finding.
    private const double Significance = 0.0005 / 2;

    private const int MostValues = 5;

    // Changes below these are not worth a sentence, however certain they are.
    private const double LeastRatio = 1.1;
    private const double LeastShare = 0.02;

    // The value must differ by this many standard errors, and so must its difference from that of the others.
    private const double LeastScore = 3.3;
    private const double MostOfOthers = 0.25;

    // A new value has this many times as many calls since the change as before.
    private const int LeastOfNew = 10;

    // Of milliseconds: slow calls take at most some hours.
    private const double LongestPower = 1e6;

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

            // The first call of a new value is the moment; otherwise the series of the value alone shows it best.
            if (explaining is not null && IsNew(measure, explaining, index))
            {
                index = explaining.Sample.First;
            }
            else if (explaining?.Sample.Find(measure) is { } own && own.PValue <= Significance && own.Statistic > 0 == isRise)
            {
                index = own.Index;
            }

            var shift = ShiftOf(measure, index, isRise, all, explaining);
            if (IsLarge(shift))
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
            // A new value is compared with the earlier calls of the others.
            var othersBefore = value.Others.Before(index);
            var earlier = IsNew(measure, value, index) ? othersBefore : value.Sample.Before(index);
            if (CallDifference.Of(measure, earlier, value.Sample.Since(index)) is not { } changed
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

    // Nearly all of its calls are later, and there are enough others before the first of them.
    private static bool IsNew(CallMeasure measure, CallValue value, int index)
        => value.Sample.First > 0 && value.Sample.Before(index).Calls * LeastOfNew <= value.Sample.Since(index).Calls
        && CallDifference.Of(measure, value.Others.Before(value.Sample.First), value.Sample.Since(value.Sample.First)) is not null;

    private CallShift ShiftOf(CallMeasure measure, int index, bool isRise, CallSample all, CallValue? value)
    {
        var start = QuarterHour.StartOf(_quarters[0]);
        var since = QuarterHour.StartOf(_quarters[index]);
        var (before, after) = (all.Before(index), all.Since(index));
        var ofValue = value?.Sample.Since(index);
        var slowFrom = measure == CallMeasure.Duration && isRise
            ? SlowFrom((value?.Sample.Before(index).Duration ?? before.Duration)!, (ofValue ?? after).Duration!) : null;
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

    private static bool IsLarge(CallShift shift)
    {
        var (before, after) = shift is { ValueBefore.Calls: > 0, ValueAfter: { } ofValue } ? (shift.ValueBefore, ofValue) : (shift.Before, shift.After);
        if (shift.Measure == CallMeasure.Problems)
        {
            return Math.Abs(((double)after.Problems / after.Calls) - ((double)before.Problems / before.Calls)) >= LeastShare;
        }

        return Ratio(before.Duration!.P50, after.Duration!.P50) >= LeastRatio || Ratio(before.Duration.P95, after.Duration.P95) >= LeastRatio;

        double Ratio(TimeSpan one, TimeSpan other) => shift.IsRise ? other / one : one / other;
    }

    // The round number of milliseconds that best separates slow calls from earlier ones; null if calls are too short for one.
    private static TimeSpan? SlowFrom(DurationHistogram before, DurationHistogram after)
    {
        TimeSpan? best = null;
        double most = 0;
        for (double power = 1; power <= LongestPower; power *= 10)
        {
            foreach (double factor in (double[])[1, 1.5, 2, 3, 5, 7])
            {
                var from = TimeSpan.FromMilliseconds(Math.Round(factor * power));
                double difference = ((double)after.CountFrom(from) / after.Count) - ((double)before.CountFrom(from) / before.Count);
                if (difference > most)
                {
                    (best, most) = (from, difference);
                }
            }
        }

        return best;
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
                    () => SampleOf(origin => CallTimes.KeyOf(of(origin)) != key)));
            }
        }

        return values;
    }

    private CallSample SampleOf(Func<CallOrigin, bool> includes) => new(_quarters,
        [.. times.Origins.Where(origin => includes(origin.Origin)).SelectMany(static origin => origin.Quarters)
            .Select(quarter => (Array.BinarySearch(_quarters, quarter.Key), quarter.Value))]);

    // The others are needed only where something changed.
    private sealed class CallValue(CallDimension dimension, string value, CallSample sample, Func<CallSample> others)
    {
        private CallSample? _others;

        public CallDimension Dimension => dimension;

        public string Value => value;

        public CallSample Sample => sample;

        public CallSample Others => _others ??= others();
    }
}
