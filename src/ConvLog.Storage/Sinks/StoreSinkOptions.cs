using ConvLog.Entries;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// How a <see cref="StoreSink"/> queues and writes. A setter outside its range throws <see cref="ArgumentOutOfRangeException"/>. To be set before the sink is
/// made.
/// </summary>
public sealed class StoreSinkOptions
{
    private TimeProvider? _timeProvider;
    private ILogger? _logger;
    private TimeSpan? _maximumWait;
    private TimeSpan? _disposeTimeout;

    /// <summary>
    /// Records that may wait; 1 to 10,000,000, default 100,000. When it is full, the oldest Info is dropped and counted, without one the oldest Warning.
    /// </summary>
    public int QueueCapacity { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1, 10_000_000); } = 100_000;

    /// <summary>
    /// Bytes of memory that may wait, with the batch that is being written; 1,048,576 (1 MiB) to 1,099,511,627,776 (1 TiB), default 67,108,864 (64 MiB).
    /// Estimated: texts as UTF-16. When it is reached, the same is dropped as by <see cref="QueueCapacity"/>, until there is room; something larger than all
    /// that may wait is dropped by itself.
    /// </summary>
    public long MaxQueueBytes { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1L << 20, 1L << 40); } = 64L << 20;

    /// <summary>
    /// Records written at once, at most; 1 to 100,000, default 5,000. Where so many wait, each open conversation has several among them, and its rows of lists
    /// and statistics are updated once. SQLite holds the writer's lock for about 0.15 seconds then.
    /// </summary>
    public int BatchSize { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1, 100_000); } = 5_000;

    /// <summary>
    /// How long fewer records than <see cref="BatchSize"/> wait for more before they are written; zero to 10 seconds, default 50 milliseconds. A flush, and the
    /// end, do not wait for it. Longer makes fewer commits of the same records, and readers see them later.
    /// </summary>
    public TimeSpan BatchDelay { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromSeconds(10)); } =
        TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How often a batch is written again that fails with anything but <see cref="Storage.ConversationStoreException"/>, before the record that does it is
    /// looked for; 0 to 100, default 4. That exception says itself whether trying again helps.
    /// </summary>
    public int Retries { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 0, 100); } = 4;

    /// <summary>
    /// The wait before the first retry; each further one waits twice as long, up to 2 seconds, less up to half at random. Zero to 30 seconds, default 100
    /// milliseconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromSeconds(30)); } =
        TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long disposing waits for the store to write what is queued, and a store that fails is still tried; zero to 24 days, default 9 seconds, in a
    /// host <see cref="ConvLogOptions.StopTimeout"/>, unless this is set to more. Less the time that a write has gone unanswered by then, but at least 4
    /// seconds. After that, the first failure drops the rest. A host's other sinks and its retention wait within the same time.
    /// </summary>
    public TimeSpan DisposeTimeout
    {
        get => _disposeTimeout ?? DisposeBudget.Default;
        set => _disposeTimeout = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromDays(24));
    }

    /// <summary>
    /// How long the end of a process whose host disposed nothing may wait for the store: when <c>Main</c> returns, at <c>Environment.Exit</c> and at an
    /// unhandled exception; zero to 1 minute, default 2 seconds, for all queues together. The number of records still pending is then written to standard
    /// error. A process that is killed, or calls <c>Environment.FailFast</c>, writes nothing.
    /// </summary>
    public TimeSpan ExitFlushTimeout { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromMinutes(1)); } =
        ExitFlush.Default;

    /// <summary>
    /// How long a turn may wait (<see cref="Turn.Wait"/>) and still be continued, on whichever host; later, what continues it is a turn of its own. More than
    /// zero; default the host's where <c>AddConvLog</c> makes the sink, else 7 days.
    /// </summary>
    public TimeSpan MaximumWait { get => _maximumWait ?? TimeSpan.FromDays(7); set => _maximumWait = value > TimeSpan.Zero
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "StoreSinkOptions.MaximumWait takes more than zero."); }

    /// <summary>The clock; default the host's where <c>AddConvLog</c> makes the sink, else the system's.</summary>
    public TimeProvider TimeProvider { get => _timeProvider ?? TimeProvider.System; set => _timeProvider = value; }

    /// <summary>
    /// Where a store that fails, a full queue, and what disposing leaves behind are reported, once per cause; default the host's where <c>AddConvLog</c> makes
    /// the sink, else as <see cref="ConversationOptions.Logger"/>.
    /// </summary>
    public ILogger Logger { get => _logger ?? StandardErrorLogger.Instance; set => _logger = value; }

    /// <summary><see cref="DisposeTimeout"/> where it was set.</summary>
    internal TimeSpan? SetDisposeTimeout => _disposeTimeout;

    /// <summary>The same options, with the host's logger, clock and limit where they set none.</summary>
    internal StoreSinkOptions For(ILogger logger, TimeProvider time, TimeSpan maximumWait)
    {
        var copy = Copy();
        copy._logger ??= logger;
        copy._timeProvider ??= time;
        copy._maximumWait ??= maximumWait;
        return copy;
    }

    internal StoreSinkOptions Copy() => (StoreSinkOptions)MemberwiseClone();
}
