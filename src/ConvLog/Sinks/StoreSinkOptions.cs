using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog;

/// <summary>How a <see cref="StoreSink"/> queues and writes. A setter outside its range throws <see cref="ArgumentOutOfRangeException"/>.</summary>
public sealed class StoreSinkOptions
{
    /// <summary>Records that may wait; what comes while the queue is full is dropped and counted. 1 to 10,000,000, default 100,000.</summary>
    public int QueueCapacity { get; init => field = InRange(value, 1, 10_000_000); } = 100_000;

    /// <summary>Records written at once; 1 to 100,000, default 1,000.</summary>
    public int BatchSize { get; init => field = InRange(value, 1, 100_000); } = 1_000;

    /// <summary>Where a store that fails is reported, once per cause.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    private static int InRange(int value, int least, int most, [CallerMemberName] string name = "")
        => value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"StoreSinkOptions.{name} takes {least} to {most}, not {value}.");
}
