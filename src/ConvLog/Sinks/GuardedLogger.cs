using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.Sinks;

/// <summary>
/// A host's logger that never throws. A failing logger must not stop the function that logs or the work that reports a problem: counters and health still
/// show what happened.
/// </summary>
internal sealed class GuardedLogger : ILogger
{
    private readonly ILogger _inner;

    private GuardedLogger(ILogger inner) => _inner = inner;

    /// <summary>Guards a logger once: one that cannot throw, or is guarded already, is returned unchanged.</summary>
    /// <param name="logger">The logger; null to log nowhere.</param>
    public static ILogger Around(ILogger? logger) => logger switch
    {
        null => NullLogger.Instance,
        GuardedLogger or NullLogger => logger,
        _ => new GuardedLogger(logger),
    };

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nowhere left to report the failure.
        }
    }

    /// <summary>Whether the level is enabled; false if the logger throws.</summary>
    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Begins a scope; null if the logger throws. Ending the scope never throws either.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return _inner.BeginScope(state) is { } scope ? new Scope(scope) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private sealed class Scope(IDisposable inner) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                inner.Dispose();
            }
            catch (Exception)
            {
                // As in Log.
            }
        }
    }
}
