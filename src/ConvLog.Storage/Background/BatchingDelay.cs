namespace ConvLog.Storage.Background;

/// <summary>How long background work is collected before it is done: shorter while there are readers.</summary>
/// <param name="time">The clock.</param>
internal sealed class BatchingDelay(TimeProvider time)
{
    private static readonly TimeSpan s_whileRead = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan s_otherwise = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_reading = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(100);

    // No read yet.
    private long _lastRead = long.MinValue;

    /// <summary>Records that a list, statistics or search results are being read.</summary>
    public void Read() => Interlocked.Exchange(ref _lastRead, time.GetTimestamp());

    /// <summary>
    /// Runs work and waits for it briefly, on behalf of a reader. The work continues if it takes longer or the wait is canceled; if it fails, the reader
    /// continues with existing data, and health reports the failure.
    /// </summary>
    public static async Task WaitAsync(Func<Task> work, TimeProvider time, CancellationToken cancellationToken)
    {
        var done = Task.Run(work, CancellationToken.None);
        _ = done.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await Task.WhenAny(done, Task.Delay(s_longestWait, time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>How long to collect work at present.</summary>
    public TimeSpan GetDelay()
    {
        long last = Interlocked.Read(ref _lastRead);
        return last != long.MinValue && time.GetElapsedTime(last) < s_reading ? s_whileRead : s_otherwise;
    }
}
