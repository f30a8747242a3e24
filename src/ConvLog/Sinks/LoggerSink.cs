using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Passes entries on to <see cref="ILogger"/> as structured state. Personal data is withheld: an entry marked personal is left out, a personal field shows its
/// mask. What <c>AddConvLog()</c> on logging made an entry is in the host's log already, and is left out.
/// </summary>
/// <remarks>
/// It calls the logger directly, also in a host: a scope or trace that is open where an entry is logged belongs to it, and would be lost on another thread. A
/// logger that waits makes the function wait, here as with all that a host logs; <c>new BackgroundSink(new LoggerSink(logger))</c> keeps it off.
/// </remarks>
/// <param name="logger">Where entries go.</param>
public sealed class LoggerSink(ILogger logger) : ILogSink
{
    private static readonly EventId s_entry = new(100, "ConversationEntry");
    private static readonly EventId s_apiResponse = new(101, "ConversationApiResponse");

    /// <summary>True: loggers are made to return at once.</summary>
    public bool NeverWaits => true;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var level = entry.Level switch { EntryLevel.Error => LogLevel.Error, EntryLevel.Warning => LogLevel.Warning, _ => LogLevel.Information };
        if (!entry.IsPii && !LoggerOrigin.IsInside && logger.IsEnabled(level))
        {
            logger.Log(level, s_entry, LoggerState.Of(entry), exception: null, static (state, _) => state.ToString());
        }
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var level = response.IsError ? LogLevel.Warning : LogLevel.Information;
        if (!response.IsPii && logger.IsEnabled(level))
        {
            logger.Log(level, s_apiResponse, LoggerState.Of(response), exception: null, static (state, _) => state.ToString());
        }
    }
}
