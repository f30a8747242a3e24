using Microsoft.Extensions.Logging;

namespace ConvLog.Tests.Support;

internal sealed class RecordingLogger(LogLevel least = LogLevel.Trace) : ILogger
{
    private readonly List<LogLine> _lines = [];

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new LogLine(logLevel, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], exception);
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    internal sealed record LogLine(LogLevel Level, EventId Id, string Text, IReadOnlyList<KeyValuePair<string, object?>> State, Exception? Exception)
    {
        public object? this[string key] => State.Single(item => string.Equals(item.Key, key, StringComparison.Ordinal)).Value;
    }
}
