
namespace ConvLog.Storage.Live;

/// <summary>The feed at work, from its first follower to its last.</summary>
internal sealed class LiveRun
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends it.</summary>
    public CancellationTokenSource Stopping { get; } = new();

    /// <summary>What works.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Why it works no more; null while it does.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Ends when all that had come in when it began is told; fails where the store cannot be read.</summary>
    public Task Ready => _ready.Task;

    public void SetReady() => _ready.TrySetResult();

    public void Fail(Exception failure)
    {
        Failure = failure;
        if (_ready.TrySetException(failure))
        {
            // Whoever waited is told; nobody may have.
            _ = _ready.Task.Exception;
        }
    }
}
