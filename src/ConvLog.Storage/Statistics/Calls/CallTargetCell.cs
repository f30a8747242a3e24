using System.Runtime.InteropServices;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>The figures shown in lists for one function, endpoint or model. Not thread-safe.</summary>
internal sealed class CallTargetCell
{
    private readonly Dictionary<long, (long Calls, long Problems)> _quarters = [];
    private readonly CallTally _tally = new();
    private readonly CallRanking _first = new(1, static call => -call.StartedAt.UtcTicks);
    private readonly CallRanking _last = new(1, static call => call.StartedAt.UtcTicks);

    public long Calls => _tally.Calls;

    /// <summary>The quarters of an hour in which calls started.</summary>
    public IEnumerable<long> Quarters => _quarters.Keys;

    /// <param name="call">The call.</param>
    /// <param name="conversation">The number of its conversation.</param>
    /// <param name="reference">The reference to the call if it is a problem; otherwise null.</param>
    public void Count(in ExaminedCall call, long conversation, CallReference? reference)
    {
        _tally.Count(call, conversation);
        CountIn(QuarterHour.Of(call.StartedAt), 1, reference is null ? 0 : 1);
        if (reference is not null)
        {
            _first.Add(reference);
            _last.Add(reference);
        }
    }

    /// <param name="name">The name.</param>
    /// <param name="provider">The provider of a model.</param>
    /// <param name="series">The intervals, with all counts.</param>
    /// <param name="intervals">The calls of each interval with their durations; null to count calls and problems only.</param>
    public CallTargetStatistics ToStatistics(string name, string? provider, CallSeries series, IReadOnlyList<CallInterval>? intervals = null) => new()
    {
        Name = name,
        Provider = provider,
        Figures = _tally.ToFigures(),
        Series = intervals ?? ToIntervals(series),
        FirstProblem = _first.Calls.Count > 0 ? _first.Calls[0] : null,
        LastProblem = _last.Calls.Count > 0 ? _last.Calls[0] : null,
    };

    /// <summary>Serializes the figures.</summary>
    public void WriteTo(VarintWriter writer)
    {
        _tally.WriteTo(writer);
        _first.WriteTo(writer);
        _last.WriteTo(writer);
        writer.Write(_quarters.Count);
        long last = 0;
        foreach (var (quarter, (calls, problems)) in _quarters.OrderBy(static quarter => quarter.Key))
        {
            writer.Write(quarter - last);
            writer.Write(calls);
            writer.Write(problems);
            last = quarter;
        }
    }

    /// <summary>Adds serialized figures of other conversations.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        _tally.AddFrom(ref reader);
        _first.AddFrom(ref reader);
        _last.AddFrom(ref reader);
        long quarter = 0;
        for (long left = reader.ReadInt64(); left > 0; left--)
        {
            quarter += reader.ReadInt64();
            CountIn(quarter, reader.ReadInt64(), reader.ReadInt64());
        }
    }

    private IReadOnlyList<CallInterval> ToIntervals(CallSeries series)
    {
        var intervals = new (long Calls, long Problems)[series.Count];
        foreach (var (quarter, (calls, problems)) in _quarters)
        {
            ref var interval = ref intervals[series.IndexOf(QuarterHour.StartOf(quarter))];
            interval = (interval.Calls + calls, interval.Problems + problems);
        }

        return [.. intervals.Select((interval, i) => new CallInterval { Start = series.StartOf(i), Calls = interval.Calls, Problems = interval.Problems })];
    }

    private void CountIn(long quarter, long calls, long problems)
    {
        ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(_quarters, quarter, out _);
        counted = (counted.Calls + calls, counted.Problems + problems);
    }
}
