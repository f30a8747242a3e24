using ConvLog.Entries;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>How a <see cref="BackgroundSink"/> queues. A setter outside its range throws <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed class BackgroundSinkOptions
{
    /// <summary>
    /// Calls that may wait for the sink; 1 to 10,000,000, default 10,000. When it is full, the oldest Info is dropped and counted, without one the oldest
    /// Warning.
    /// </summary>
    public int QueueCapacity { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, 1, 10_000_000); } = 10_000;

    /// <summary>
    /// Bytes of memory that may wait, with the call that the sink is making; 1,048,576 (1 MiB) to 1,099,511,627,776 (1 TiB), default 67,108,864 (64 MiB).
    /// Estimated: texts as UTF-16. When it is reached, the same is dropped as by <see cref="QueueCapacity"/>, until there is room; something larger than all
    /// that may wait is dropped by itself.
    /// </summary>
    public long MaxQueueBytes { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, 1L << 20, 1L << 40); } = 64L << 20;

    /// <summary>How long disposing waits for the sink to take what is queued; zero to 24 days, default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, TimeSpan.FromDays(24)); } =
        TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the end of a process whose host disposed nothing may wait for the sink: when <c>Main</c> returns, at <c>Environment.Exit</c> and at an
    /// unhandled exception; zero to 1 minute, default 2 seconds, for all queues together. The number of records still pending is then written to standard
    /// error. A process that is killed, or calls <c>Environment.FailFast</c>, writes nothing.
    /// </summary>
    public TimeSpan ExitFlushTimeout { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, TimeSpan.FromMinutes(1)); } =
        ExitFlush.Default;

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where a sink that fails, a full queue, and what disposing leaves behind are reported, once per cause; default as
    /// <see cref="ConversationOptions.Logger"/>.
    /// </summary>
    public ILogger Logger { get; init; } = StandardErrorLogger.Instance;
}
