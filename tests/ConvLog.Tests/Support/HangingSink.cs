namespace ConvLog.Tests.Support;

/// <summary>A sink that blocks the calling thread in every call until it is released.</summary>
internal sealed class HangingSink : ILogSink, IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _taken = [];
    private int _threads;

    /// <summary>Completes when a call hangs.</summary>
    public Task Entered => _entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    /// <summary>The number of threads it blocks.</summary>
    public int Threads => Volatile.Read(ref _threads);

    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_taken)
            {
                return [.. _taken];
            }
        }
    }

    public void Emit(LogEntry entry)
    {
        Hang();
        lock (_taken)
        {
            _taken.Add(entry.Content);
        }
    }

    public void Record(Records.StoreRecord record) => Hang();

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Hang();
        return new(FlushResult.Nothing);
    }

    public void Dispose() => _released.TrySetResult();

    private void Hang()
    {
        Interlocked.Increment(ref _threads);
        _entered.TrySetResult();
        _released.Task.GetAwaiter().GetResult();
        Interlocked.Decrement(ref _threads);
    }
}
