using ConvLog.Entries;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>The options of a <see cref="BackgroundSink"/>. Setting a value outside its range throws an <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed class BackgroundSinkOptions
{
    /// <summary>
    /// The maximum number of queued calls; 1 to 10,000,000, default 10,000. If the queue is full, the oldest Info is dropped and counted; if there is none,
    /// the oldest Warning.
    /// </summary>
    public int QueueCapacity { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, 1, 10_000_000); } = 10_000;

    /// <summary>
    /// The maximum memory of queued calls in bytes, including the call that the sink is processing; 1,048,576 (1 MiB) to 1,099,511,627,776 (1 TiB), default
    /// 67,108,864 (64 MiB). Estimated, with texts as UTF-16. When it is reached, items are dropped as with <see cref="QueueCapacity"/>, until there is room;
    /// an item that is larger than the maximum is dropped without affecting others.
    /// </summary>
    public long MaxQueueBytes { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, 1L << 20, 1L << 40); } = 64L << 20;

    /// <summary>How long disposing waits for the sink to process its queue; zero to 24 days, default 5 seconds.</summary>
    public TimeSpan DisposeTimeout { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, TimeSpan.FromDays(24)); } =
        TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a process whose host was not disposed may wait for the sink when it ends: when <c>Main</c> returns, at <c>Environment.Exit</c> and at an
    /// unhandled exception; zero to 1 minute, default 2 seconds, for all queues together. The number of records still pending is then written to standard
    /// error. A process that is killed, or calls <c>Environment.FailFast</c>, writes nothing.
    /// </summary>
    public TimeSpan ExitFlushTimeout { get; init => field = OptionRange.Check(nameof(BackgroundSinkOptions), value, TimeSpan.FromMinutes(1)); } =
        ExitFlush.Default;

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reports a failing sink, a full queue, and records left pending when disposed, once per cause; the same default as
    /// <see cref="ConversationOptions.Logger"/>.
    /// </summary>
    public ILogger Logger { get; init; } = StandardErrorLogger.Instance;
}
