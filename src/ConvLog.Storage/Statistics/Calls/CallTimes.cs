namespace ConvLog.Storage.Statistics.Calls;

/// <summary>
/// Calls by the quarter of an hour in which they started and the properties of their conversations. Each call is counted once. Not thread-safe.
/// </summary>
internal sealed class CallTimes
{
    private readonly Dictionary<CallOrigin, SortedDictionary<long, CallQuarter>> _origins = [];

    /// <summary>All counts: by origin, and by the number of the quarter.</summary>
    public IEnumerable<(CallOrigin Origin, IReadOnlyDictionary<long, CallQuarter> Quarters)> Origins
        => _origins.Select(static origin => (origin.Key, (IReadOnlyDictionary<long, CallQuarter>)origin.Value));

    public void Count(in ExaminedCall call, ExaminedConversation conversation)
        => QuarterOf(new CallOrigin(conversation.AgentId, conversation.VariantId, conversation.Channel), QuarterHour.Of(call.StartedAt)).Count(call);

    /// <summary>All calls over time.</summary>
    public IReadOnlyList<CallInterval> ToIntervals(CallSeries series) => ToIntervals(series, _origins.Values);

    /// <summary>The calls of some origins over time.</summary>
    public IReadOnlyList<CallInterval> ToIntervals(CallSeries series, Func<CallOrigin, bool> includes)
        => ToIntervals(series, _origins.Where(origin => includes(origin.Key)).Select(static origin => origin.Value));

    /// <summary>A value as a key.</summary>
    public static (string Value, bool IsKnown) KeyOf(string? value) => (value ?? "", value is not null);

    /// <summary>Serializes the counts.</summary>
    public void WriteTo(VarintWriter writer)
    {
        writer.Write(_origins.Count);
        foreach (var (origin, quarters) in _origins)
        {
            writer.WriteOptional(origin.AgentId);
            writer.WriteOptional(origin.VariantId);
            writer.WriteOptional(origin.Channel);
            writer.Write(quarters.Count);
            long last = 0;
            foreach (var (number, quarter) in quarters)
            {
                writer.Write(number - last);
                quarter.WriteTo(writer);
                last = number;
            }
        }
    }

    /// <summary>Adds serialized counts of other conversations.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        for (long origins = reader.ReadInt64(); origins > 0; origins--)
        {
            var origin = new CallOrigin(reader.ReadOptionalText(), reader.ReadOptionalText(), reader.ReadOptionalText());
            long number = 0;
            for (long left = reader.ReadInt64(); left > 0; left--)
            {
                number += reader.ReadInt64();
                QuarterOf(origin, number).AddFrom(ref reader);
            }
        }
    }

    private static IReadOnlyList<CallInterval> ToIntervals(CallSeries series, IEnumerable<SortedDictionary<long, CallQuarter>> origins)
    {
        var intervals = new CallQuarter[series.Count];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = new CallQuarter();
        }

        foreach (var (number, quarter) in origins.SelectMany(static quarters => quarters))
        {
            intervals[series.IndexOf(QuarterHour.StartOf(number))].Add(quarter);
        }

        return [.. intervals.Select((interval, i) => interval.ToInterval(series.StartOf(i)))];
    }

    private CallQuarter QuarterOf(CallOrigin origin, long number)
    {
        var quarters = _origins.TryGetValue(origin, out var known) ? known : _origins[origin] = [];
        return quarters.TryGetValue(number, out var quarter) ? quarter : quarters[number] = new CallQuarter();
    }
}
