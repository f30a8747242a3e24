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

    public ApprovalStatistics ToStatistics() => new()
    {
        Requested = _states[(int)ApprovalState.Requested],
        Granted = _states[(int)ApprovalState.Granted],
        Declined = _states[(int)ApprovalState.Declined],
        Waited = _waited.ToStatistics(),
    };
}
