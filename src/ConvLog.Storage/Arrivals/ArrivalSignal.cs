namespace ConvLog.Storage.Arrivals;

/// <summary>Wakes all waiting callers. Safe to use from any thread.</summary>
internal sealed class ArrivalSignal
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private TaskCompletionSource _next = New();

    /// <summary>Completes when the signal is next set.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Waits until it is set.</summary>
    /// <param name="next">The value of <see cref="Next"/> from before the caller checked whether it has to wait.</param>
    /// <param name="longest">The maximum wait; values above a day are shortened to a day.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask WaitAsync(Task next, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        await next.WaitAsync(longest < s_longest ? longest : s_longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    // The setter has just written records, and must not run the readers' continuations.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
