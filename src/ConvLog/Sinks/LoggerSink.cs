using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Writes entries to <see cref="ILogger"/> as structured state. Personal data is withheld: a personal entry is omitted, a personal field shows its mask.
/// Entries that <c>AddConvLog()</c> on logging captured from <c>ILogger</c> are omitted, because they are in the host's log already.
/// </summary>
/// <remarks>
/// It calls the logger directly, also in a host: a scope or trace that is open where an entry is logged applies to the entry, and would be lost on another
/// thread. A logger that blocks delays the function, as it does everywhere in a host; <c>new BackgroundSink(new LoggerSink(logger))</c> prevents that.
/// </remarks>
/// <param name="logger">The logger.</param>
public sealed class LoggerSink(ILogger logger) : ILogSink
{
    private static readonly EventId s_entry = new(100, "ConversationEntry");
    private static readonly EventId s_apiResponse = new(101, "ConversationApiResponse");

    /// <summary>True: loggers are expected to return immediately.</summary>
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
