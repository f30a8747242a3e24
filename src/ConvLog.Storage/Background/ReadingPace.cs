namespace ConvLog.Storage.Background;

/// <summary>How long the background gathers what it does together: less while someone reads.</summary>
/// <param name="time">The clock.</param>
internal sealed class ReadingPace(TimeProvider time)
{
    private static readonly TimeSpan s_whileRead = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan s_otherwise = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_reading = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(100);

    // Not yet.
    private long _lastRead = long.MinValue;

    /// <summary>Says that someone reads a list, statistics or what a search finds.</summary>
    public void Read() => Interlocked.Exchange(ref _lastRead, time.GetTimestamp());

    /// <summary>
    /// Does something and waits for it a moment, as a reader does. It goes on where it takes longer or the reader leaves; where it fails, the reader goes on
    /// with what is there, and health shows why.
    /// </summary>
    public static async Task WaitAsync(Func<Task> work, TimeProvider time, CancellationToken cancellationToken)
    {
        var done = Task.Run(work, CancellationToken.None);
        _ = done.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await Task.WhenAny(done, Task.Delay(s_longestWait, time, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>How long to gather now.</summary>
    public TimeSpan Rest()
    {
        long last = Interlocked.Read(ref _lastRead);
        return last != long.MinValue && time.GetElapsedTime(last) < s_reading ? s_whileRead : s_otherwise;
    }
}
