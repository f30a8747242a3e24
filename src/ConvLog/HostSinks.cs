using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// The sinks of a host's conversations, each that may wait behind a queue of its own. Ends those queues with the host; the sinks stay whose they are.
/// </summary>
internal sealed class HostSinks : IAsyncDisposable, IDisposable
{
    private readonly List<BackgroundSink> _queues = [];
    private readonly DisposeBudget _budget;
    private readonly TimeSpan _longestWait;

    public HostSinks(IEnumerable<ILogSink> sinks, ILogger logger, TimeProvider time, DisposeBudget budget)
    {
        _budget = budget;
        var options = new BackgroundSinkOptions { Logger = logger, TimeProvider = time };
        _longestWait = options.DisposeTimeout;
        ILogSink[] given = [.. sinks];
        StoreSinks = [.. given.OfType<StoreSink>().Distinct()];
        All = new FanOutSink(logger, [.. given.Select(sink => sink.NeverWaits ? sink : Queued(sink, options))]);
    }

    /// <summary>All of them as one.</summary>
    public FanOutSink All { get; }

    /// <summary>Those of them that write into a store, whose queues health reports.</summary>
    public IReadOnlyCollection<StoreSink> StoreSinks { get; }

    // All at once, so that several that hang cost one deadline.
    public async ValueTask DisposeAsync()
    {
        var deadline = _budget.Share(_longestWait);
        await Task.WhenAll(_queues.Select(queue => queue.CloseAsync(deadline).AsTask())).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _queues.ForEach(static queue => queue.Close());
        var together = new DisposeBudget(_budget.Share(_longestWait), TimeProvider.System);
        _queues.ForEach(queue => queue.Close(together.Share(_longestWait)));
    }

    private BackgroundSink Queued(ILogSink sink, BackgroundSinkOptions options)
    {
        var queue = new BackgroundSink(sink, options);
        _queues.Add(queue);
        return queue;
    }
}
