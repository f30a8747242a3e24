namespace ConvLog.AspNetCore.Access;

/// <summary>Calls of the host's code that share one time limit. They run on other threads, so that a call that blocks delays only itself.</summary>
internal sealed class HostCalls : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _ended;

    /// <param name="limit">The time limit of all calls together.</param>
    /// <param name="time">The clock.</param>
    /// <param name="aborted">Canceled when the client disconnects.</param>
    public HostCalls(TimeSpan limit, TimeProvider time, CancellationToken aborted)
    {
        _limit = new CancellationTokenSource(limit, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, aborted);
    }

    /// <summary>Canceled when the time limit is reached or the client disconnects.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <exception cref="OperationCanceledException">The call did not end in time. It may still be running, and must not change data that is used
    /// afterwards.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> call) => Task.Run(call, Ended).WaitAsync(Ended);

    public void Dispose()
    {
        _ended.Dispose();
        _limit.Dispose();
    }
}
