namespace ConvLog.Openings;

/// <summary>How long open work may outlive the end or release of its conversation. Used under the lock of <see cref="OpenWork"/>.</summary>
/// <param name="runtime">The conversation, whose open work is abandoned afterwards.</param>
/// <param name="maximum">The maximum; zero for not at all.</param>
internal sealed class LingerTimer(SinkRuntime runtime, TimeSpan maximum)
{
    private ITimer? _timer;

    /// <summary>Whether work may continue at all.</summary>
    public bool IsAllowed => maximum > TimeSpan.Zero;

    /// <summary>Starts the timer, unless it runs.</summary>
    public void Start()
    {
        if (!IsAllowed || _timer is not null)
        {
            return;
        }

        // The timer must not keep the flow that starts it in memory.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = runtime.Time.CreateTimer(static runtime => ((SinkRuntime)runtime!).AbandonOpen(), runtime, maximum, Timeout.InfiniteTimeSpan);
    }

    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
