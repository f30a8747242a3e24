namespace ConvLog.Storage.Arrivals;

/// <summary>Wakes all that wait. Any thread.</summary>
internal sealed class ArrivalSignal
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private TaskCompletionSource _next = New();

    /// <summary>Ends when it is set the next time.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Waits until it is set.</summary>
    /// <param name="next">What <see cref="Next"/> was before the caller looked whether there is anything to wait for.</param>
    /// <param name="longest">How long at most; a day suffices for anything.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask WaitAsync(Task next, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        await next.WaitAsync(longest < s_longest ? longest : s_longest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    // Whoever sets it has written something and must not do the readers' work.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
