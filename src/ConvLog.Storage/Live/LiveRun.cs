
namespace ConvLog.Storage.Live;

/// <summary>A run of the feed, from its first follower to its last.</summary>
internal sealed class LiveRun
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Canceled to stop the run.</summary>
    public CancellationTokenSource Stopping { get; } = new();

    /// <summary>The task of the run.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Why the run failed; null while it has not.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Completes when all arrivals before its start are published; fails if the store cannot be read.</summary>
    public Task Ready => _ready.Task;

    public void SetReady() => _ready.TrySetResult();

    public void Fail(Exception failure)
    {
        Failure = failure;
        if (_ready.TrySetException(failure))
        {
            // Observes the exception: there may be no follower waiting for it.
            _ = _ready.Task.Exception;
        }
    }
}
