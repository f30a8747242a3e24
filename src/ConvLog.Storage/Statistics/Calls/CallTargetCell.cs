namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Adds up the calls of one function, endpoint or model. Not thread-safe.</summary>
/// <param name="series">The intervals.</param>
/// <param name="withDurations">Whether durations are kept by interval, too.</param>
internal sealed class CallTargetCell(CallSeries series, bool withDurations)
{
    private readonly (long Calls, long Problems, DurationHistogram? Duration)[] _intervals = new (long, long, DurationHistogram?)[series.Count];
    private readonly CallTally _tally = new();
    private readonly CallRanking _first = new(1, static call => -call.StartedAt.UtcTicks);
    private readonly CallRanking _last = new(1, static call => call.StartedAt.UtcTicks);

    public long Calls => _tally.Calls;

    /// <param name="call">The call.</param>
    /// <param name="conversation">The number of its conversation.</param>
    /// <param name="reference">The call as it is referred to; made only for problems.</param>
    public void Count(in ExaminedCall call, long conversation, CallReference? reference)
    {
        _tally.Count(call, conversation);
        ref var interval = ref _intervals[series.IndexOf(call.StartedAt)];
        interval.Calls++;
        if (withDurations && call.Duration is { } duration)
        {
            (interval.Duration ??= new DurationHistogram()).Measure(duration);
        }

        if (reference is not null)
        {
            interval.Problems++;
            _first.Add(reference);
            _last.Add(reference);
        }
    }

    public CallTargetStatistics ToStatistics(string name, string? provider) => new()
    {
        Name = name,
        Provider = provider,
        Figures = _tally.ToFigures(),
        Series =
        [
            .. _intervals.Select((interval, i) => new CallInterval
            {
                Start = series.StartOf(i),
                Calls = interval.Calls,
                Problems = interval.Problems,
                Duration = withDurations ? interval.Duration?.ToStatistics() ?? DurationStatistics.None : null,
            }),
        ],
        FirstProblem = _first.Calls.Count > 0 ? _first.Calls[0] : null,
        LastProblem = _last.Calls.Count > 0 ? _last.Calls[0] : null,
    };
}
