using ConvLog.Entries;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// How a <see cref="StoreSink"/> queues and writes. A setter outside its range throws <see cref="ArgumentOutOfRangeException"/>. Set the options before
/// creating the sink.
/// </summary>
public sealed class StoreSinkOptions
{
    private TimeProvider? _timeProvider;
    private ILogger? _logger;
    private TimeSpan? _maximumWait;
    private TimeSpan? _disposeTimeout;

    /// <summary>
    /// The maximum number of queued records; 1 to 10,000,000, default 100,000. A full queue drops and counts the oldest Info, or the oldest Warning if it has
    /// no Info.
    /// </summary>
    public int QueueCapacity { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1, 10_000_000); } = 100_000;

    /// <summary>
    /// The maximum memory of pending records in bytes, including the batch being written; 1,048,576 (1 MiB) to 1,099,511,627,776 (1 TiB), default 67,108,864
    /// (64 MiB). Estimated: texts as UTF-16. At the limit, records are dropped in the same order as by <see cref="QueueCapacity"/> until there is room; a
    /// single record larger than the limit is dropped.
    /// </summary>
    public long MaxQueueBytes { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1L << 20, 1L << 40); } = 64L << 20;

    /// <summary>
    /// The maximum number of records in a batch; 1 to 100,000, default 5,000. A large batch has several records of each open conversation, whose rows in lists
    /// and statistics are then updated once. SQLite holds the writer's lock for about 0.15 seconds for a full batch.
    /// </summary>
    public int BatchSize { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1, 100_000); } = 5_000;

    /// <summary>
    /// How long a batch smaller than <see cref="BatchSize"/> waits for more records before it is written; zero to 10 seconds, default 50 milliseconds. A flush
    /// or the end of the sink does not wait for it. A longer delay makes fewer commits for the same records, and readers see them later.
    /// </summary>
    public TimeSpan BatchDelay { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromSeconds(10)); } =
        TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How often a batch is retried that fails with anything but <see cref="Storage.ConversationStoreException"/>, before the failing record is
    /// isolated; 0 to 100, default 4. A <see cref="Storage.ConversationStoreException"/> states itself whether a retry helps.
    /// </summary>
    public int Retries { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, 0, 100); } = 4;

    /// <summary>
    /// The delay before the first retry; each further delay is twice as long, up to 2 seconds, less a random part of up to one half. Zero to 30 seconds,
    /// default 100 milliseconds.
    /// </summary>
    public TimeSpan RetryDelay { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromSeconds(30)); } =
        TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long disposing waits for the store to write the queue, with retries if it fails; zero to 24 days, default 9 seconds, in a
    /// host <see cref="ConvLogOptions.StopTimeout"/>, unless this is larger. The time that a write has been unanswered by then is subtracted, but at least 4
    /// seconds remain. After that, the first failure drops the rest. A host's other sinks and its retention share this time.
    /// </summary>
    public TimeSpan DisposeTimeout
    {
        get => _disposeTimeout ?? DisposeBudget.Default;
        set => _disposeTimeout = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromDays(24));
    }

    /// <summary>
    /// How long a process that exits without disposing the host may wait for the store: when <c>Main</c> returns, at <c>Environment.Exit</c> and at an
    /// unhandled exception; zero to 1 minute, default 2 seconds, for all queues together. The number of records still pending is then written to standard
    /// error. A process that is killed, or calls <c>Environment.FailFast</c>, writes nothing.
    /// </summary>
    public TimeSpan ExitFlushTimeout { get; set => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromMinutes(1)); } =
        ExitFlush.Default;

    /// <summary>
    /// How long a turn may wait (<see cref="Turn.Wait"/>) and still be continued on any host; after that, a continuation is a turn of its own. More than
    /// zero; defaults to the host's value if <c>AddConvLog</c> creates the sink, otherwise to 7 days.
    /// </summary>
    public TimeSpan MaximumWait { get => _maximumWait ?? TimeSpan.FromDays(7); set => _maximumWait = value > TimeSpan.Zero
        ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "StoreSinkOptions.MaximumWait takes more than zero."); }

    /// <summary>The clock; defaults to the host's if <c>AddConvLog</c> creates the sink, otherwise to the system's.</summary>
    public TimeProvider TimeProvider { get => _timeProvider ?? TimeProvider.System; set => _timeProvider = value; }

    /// <summary>
    /// Where store failures, a full queue and records left after disposing are reported, once per cause; defaults to the host's if <c>AddConvLog</c> creates
    /// the sink, otherwise to that of <see cref="ConversationOptions.Logger"/>.
    /// </summary>
    public ILogger Logger { get => _logger ?? StandardErrorLogger.Instance; set => _logger = value; }

    /// <summary><see cref="DisposeTimeout"/> if it was set.</summary>
    internal TimeSpan? SetDisposeTimeout => _disposeTimeout;

    /// <summary>The same options, with the host's logger, clock and limit where none is set.</summary>
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
