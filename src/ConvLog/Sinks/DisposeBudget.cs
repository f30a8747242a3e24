namespace ConvLog.Sinks;

/// <summary>
/// The time in which everything that a host disposes may wait for what is queued. It starts with the first that asks, so that several that hang take no longer
/// together than one: a container is killed 10 seconds after it was asked to stop, and the host's own services stop before.
/// </summary>
/// <param name="total">The time in all.</param>
/// <param name="time">The clock.</param>
internal sealed class DisposeBudget(TimeSpan total, TimeProvider time)
{
    /// <summary>The longest wait of a single sink. In a host, <c>ConvLogOptions.StopTimeout</c> bounds all of them together.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(9);

    private readonly Lock _lock = new();
    private long? _start;

    /// <summary>How long the caller may wait: what is left, and no more than it asks for.</summary>
    /// <param name="most">How long it would wait by itself.</param>
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
