using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// The sinks of a host's conversations, each that may wait behind a queue of its own. Ends those queues with the host; the sinks stay whose they are.
/// </summary>
internal sealed class HostSinks : IAsyncDisposable, IDisposable
{
    private readonly List<BackgroundSink> _queues = [];

    public HostSinks(IEnumerable<ILogSink> sinks, ILogger logger, TimeProvider time)
    {
        var options = new BackgroundSinkOptions { Logger = logger, TimeProvider = time };
        ILogSink[] given = [.. sinks];
        StoreSinks = [.. given.OfType<StoreSink>().Distinct()];
        All = new FanOutSink(logger, [.. given.Select(sink => sink.NeverWaits ? sink : Queued(sink, options))]);
    }

    /// <summary>All of them as one.</summary>
    public FanOutSink All { get; }

    /// <summary>Those of them that write into a store, whose queues health reports.</summary>
    public IReadOnlyCollection<StoreSink> StoreSinks { get; }

    // All at once, so that several that hang cost one deadline.
    public async ValueTask DisposeAsync() => await Task.WhenAll(_queues.Select(static queue => queue.DisposeAsync().AsTask())).ConfigureAwait(false);

    public void Dispose() => _queues.ForEach(static queue => queue.Dispose());

    private BackgroundSink Queued(ILogSink sink, BackgroundSinkOptions options)
    {
        var queue = new BackgroundSink(sink, options);
        _queues.Add(queue);
        return queue;
    }
}
