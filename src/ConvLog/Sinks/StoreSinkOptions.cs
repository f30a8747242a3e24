using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog;

/// <summary>How a <see cref="StoreSink"/> queues and writes. A setter outside its range throws <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed class StoreSinkOptions
{
    /// <summary>
    /// Records that may wait; 1 to 10,000,000, default 100,000. When it is full, the oldest Info is dropped and counted, without one the oldest Warning.
    /// </summary>
    public int QueueCapacity { get; init => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1, 10_000_000); } = 100_000;

    /// <summary>Records written at once; 1 to 100,000, default 1,000.</summary>
    public int BatchSize { get; init => field = OptionRange.Check(nameof(StoreSinkOptions), value, 1, 100_000); } = 1_000;

    /// <summary>How often a batch that fails is written again before the records that the store refuses are looked for and dropped; 0 to 100, default 4.</summary>
    public int Retries { get; init => field = OptionRange.Check(nameof(StoreSinkOptions), value, 0, 100); } = 4;

    /// <summary>The wait before the first retry; each further one waits twice as long, up to 30 seconds, less up to half at random. Zero to 30 seconds, default 100 milliseconds.</summary>
    public TimeSpan RetryDelay { get; init => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromSeconds(30)); } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long disposing waits for the store to write what is queued; zero to 24 days, default 30 seconds.</summary>
    public TimeSpan DisposeTimeout { get; init => field = OptionRange.Check(nameof(StoreSinkOptions), value, TimeSpan.FromDays(24)); } = TimeSpan.FromSeconds(30);

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where a store that fails, a full queue, and what disposing leaves behind are reported, once per cause; default nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
