namespace ConvLog.AspNetCore.Access;

/// <summary>Calls of the host's code that share one time limit. They run on other threads: a call that blocks holds up nothing but itself.</summary>
internal sealed class HostCalls : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _ended;

    /// <param name="limit">How long all of them may take together.</param>
    /// <param name="time">The clock.</param>
    /// <param name="aborted">The caller has gone.</param>
    public HostCalls(TimeSpan limit, TimeProvider time, CancellationToken aborted)
    {
        _limit = new CancellationTokenSource(limit, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, aborted);
    }

    /// <summary>The time is up, or the caller has gone.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <exception cref="OperationCanceledException">The call did not end in time. It may still be running, and must not change what is used
    /// afterwards.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> call) => Task.Run(call, Ended).WaitAsync(Ended);

    public void Dispose()
    {
        _ended.Dispose();
        _limit.Dispose();
    }
}
