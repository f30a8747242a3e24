using Microsoft.Extensions.Logging;

namespace ConvLog.Benchmarks.Capture;

internal static partial class MicrosoftMessages
{
    [LoggerMessage(1, LogLevel.Information, "Booking failed")]
    public static partial void Plain(ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "Booking failed {status} {retriable} {queue}")]
    public static partial void Three(ILogger logger, int status, bool retriable, string queue);

    // For more than six values the generator creates a custom state, as in user code.
    [LoggerMessage(3, LogLevel.Information, "Booking failed {status} {retriable} {queue} {score} {slot} {city} {attempt} {cached}")]
    public static partial void Eight(ILogger logger, int status, bool retriable, string queue, double score, long slot, string city, int attempt, bool cached);
}
