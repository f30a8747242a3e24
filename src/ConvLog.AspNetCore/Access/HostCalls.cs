namespace ConvLog.AspNetCore.Access;

/// <summary>Calls of the host's code that share one time limit. They run on other threads, so that a call that blocks delays no other.</summary>
internal sealed class HostCalls : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _ended;

    /// <param name="limit">The total time for all calls.</param>
    /// <param name="time">The clock.</param>
    /// <param name="aborted">Canceled when the caller has disconnected.</param>
    public HostCalls(TimeSpan limit, TimeProvider time, CancellationToken aborted)
    {
        _limit = new CancellationTokenSource(limit, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, aborted);
    }

    /// <summary>Canceled when the time is up or the caller has disconnected.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <exception cref="OperationCanceledException">The call did not end in time. It may still be running, and must not change objects that are used
    /// afterwards.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> call) => Task.Run(call, Ended).WaitAsync(Ended);

    public void Dispose()
    {
        _ended.Dispose();
        _limit.Dispose();
    }
}
