namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Adds up calls, conversation by conversation. Not thread-safe.</summary>
internal sealed class CallTally
{
    private readonly long[] _outcomes = new long[Enum.GetValues<FunctionOutcome>().Length];
    private long _conversations;
    private long _latest;
    private DurationHistogram? _duration;

    public long Calls { get; private set; }

    public long Problems => Of(FunctionOutcome.Failed) + Of(FunctionOutcome.Abandoned);

    public DurationStatistics Duration => _duration?.ToStatistics() ?? DurationStatistics.None;

    /// <param name="call">The call.</param>
    /// <param name="conversation">The number of its conversation, from 1, in non-descending order.</param>
    public void Count(in ExaminedCall call, long conversation)
    {
        Calls++;
        _conversations += _latest == conversation ? 0 : 1;
        _latest = conversation;
        if (call.Outcome is { } outcome)
        {
            _outcomes[(int)outcome]++;
        }

        if (call.Duration is { } duration)
        {
            (_duration ??= new DurationHistogram()).Measure(duration);
        }
    }

    public CallFigures ToFigures() => new()
    {
        Calls = Calls,
        Failed = Of(FunctionOutcome.Failed),
        Canceled = Of(FunctionOutcome.Canceled),
        Declined = Of(FunctionOutcome.Declined),
        Abandoned = Of(FunctionOutcome.Abandoned),
        Running = Calls - _outcomes.Sum(),
        Conversations = _conversations,
        Duration = Duration,
    };

    /// <summary>Serializes the tally.</summary>
    public void WriteTo(VarintWriter writer)
    {
        writer.Write(Calls);
        writer.Write(_conversations);
        foreach (long outcome in _outcomes)
        {
            writer.Write(outcome);
        }

        (_duration ?? new DurationHistogram()).WriteTo(writer);
    }

    /// <summary>Adds a serialized tally of other conversations.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        Calls += reader.ReadInt64();
        _conversations += reader.ReadInt64();
        foreach (ref long outcome in _outcomes.AsSpan())
        {
            outcome += reader.ReadInt64();
        }

        (_duration ??= new DurationHistogram()).AddFrom(ref reader);
    }

    private long Of(FunctionOutcome outcome) => _outcomes[(int)outcome];
}
