namespace ConvLog.Sinks;

/// <summary>
/// The total time that everything a host disposes may wait for its queues. It starts with the first request, so that several hanging sinks take no longer
/// together than one: a container is killed 10 seconds after the request to stop, and the host's own services stop earlier.
/// </summary>
/// <param name="total">The total time.</param>
/// <param name="time">The clock.</param>
internal sealed class DisposeBudget(TimeSpan total, TimeProvider time)
{
    /// <summary>The longest wait of a single sink. In a host, <c>ConvLogOptions.StopTimeout</c> limits all of them together.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(9);

    private readonly Lock _lock = new();
    private long? _start;

    /// <summary>How long the caller may wait: the remaining time, at most what it requests.</summary>
    /// <param name="most">The longest wait of the caller.</param>
    public TimeSpan Share(TimeSpan most)
    {
        lock (_lock)
        {
            _start ??= time.GetTimestamp();
            var left = total - time.GetElapsedTime(_start.Value);
            return left < TimeSpan.Zero ? TimeSpan.Zero : left < most ? left : most;
        }
    }
}
