namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Adds up approvals of function calls. Not thread-safe.</summary>
internal sealed class ApprovalTally
{
    private readonly long[] _states = new long[Enum.GetValues<ApprovalState>().Length];
    private readonly DurationHistogram _waited = new();

    public void Count(ApprovalState state, TimeSpan? waited)
    {
        _states[(int)state]++;
        if (waited is { } known)
        {
            _waited.Measure(known);
        }
    }

    /// <summary>Serializes the tally.</summary>
    public void WriteTo(VarintWriter writer)
    {
        foreach (long state in _states)
        {
            writer.Write(state);
        }

        _waited.WriteTo(writer);
    }

    /// <summary>Adds a serialized tally.</summary>
    public void AddFrom(ref VarintReader reader)
    {
        foreach (ref long state in _states.AsSpan())
        {
            state += reader.ReadInt64();
        }

        _waited.AddFrom(ref reader);
    }

    public ApprovalStatistics ToStatistics() => new()
    {
        Requested = _states[(int)ApprovalState.Requested],
        Granted = _states[(int)ApprovalState.Granted],
        Declined = _states[(int)ApprovalState.Declined],
        Waited = _waited.ToStatistics(),
    };
}
