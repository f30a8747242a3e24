using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Passes entries on to <see cref="ILogger"/> as structured state. Personal data is withheld: an entry marked personal is left out, a personal field shows its mask.
/// </summary>
/// <param name="logger">Where entries go.</param>
public sealed class LoggerSink(ILogger logger) : ILogSink
{
    private static readonly EventId s_entry = new(100, "ConversationEntry");
    private static readonly EventId s_apiResponse = new(101, "ConversationApiResponse");

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var level = entry.Level switch { EntryLevel.Error => LogLevel.Error, EntryLevel.Warning => LogLevel.Warning, _ => LogLevel.Information };
        if (!entry.IsPii && logger.IsEnabled(level))
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
