using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Hosting;

/// <summary>
/// The sinks of a host's conversations. A sink that may wait gets a queue, which is closed with the host; the sinks themselves are owned by the code that
/// registered them.
/// </summary>
internal sealed partial class RegisteredSinks : IAsyncDisposable, IDisposable
{
    private readonly List<BackgroundSink> _queues = [];
    private readonly DisposeBudget _budget;
    private readonly TimeSpan _longestWait;

    /// <param name="sinks">The sinks.</param>
    /// <param name="tracing">Called before the sinks, so that their work is inside its spans, unless one of them is a tracing sink.</param>
    /// <param name="logger">Reports failures.</param>
    /// <param name="time">The clock of the queues.</param>
    /// <param name="budget">The time that disposing may take.</param>
    public RegisteredSinks(IEnumerable<ILogSink> sinks, TracingSink tracing, ILogger logger, TimeProvider time, DisposeBudget budget)
    {
        _budget = budget;
        var options = new BackgroundSinkOptions { Logger = logger, TimeProvider = time };
        _longestWait = options.DisposeTimeout;
        Given = [.. sinks.DistinctBy(static sink => sink, ReferenceEqualityComparer.Instance)]; // By reference: a sink's own Equals is not trusted.
        if (Given.Count == 0)
        {
            ReportNone(GuardedLogger.Around(logger));
        }

        tracing = Given.OfType<TracingSink>().FirstOrDefault(tracing);
        All = new FanOutSink(
            logger, [tracing, .. Given.Where(static sink => sink is not TracingSink).Select(sink => NeverWaits(sink, logger) ? sink : Queued(sink, options))]);
    }

    /// <summary>All sinks combined.</summary>
    public FanOutSink All { get; }

    /// <summary>The distinct sinks as registered.</summary>
    public IReadOnlyList<ILogSink> Given { get; }

    // All concurrently, so that several that hang cost one deadline.
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

    [LoggerMessage(
        33,
        LogLevel.Warning,
        "No store and no sink is registered, so nothing that conversations log is kept. Call options.UseSqlite, UsePostgreSql or UseInMemoryStore in "
            + "AddConvLog, or services.AddConvLogStorage() where an IConversationStore is registered, or register an ILogSink.")]
    private static partial void ReportNone(ILogger logger);

    private static bool NeverWaits(ILogSink sink, ILogger logger)
        => new SinkFailures(sink.GetType().Name, logger).Query(sink, nameof(ILogSink.NeverWaits), static asked => asked.NeverWaits);

    private BackgroundSink Queued(ILogSink sink, BackgroundSinkOptions options)
    {
        var queue = new BackgroundSink(sink, options);
        _queues.Add(queue);
        return queue;
    }
}
