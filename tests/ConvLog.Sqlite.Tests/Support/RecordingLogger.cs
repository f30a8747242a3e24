using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Tests.Support;

internal sealed class RecordingLogger : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The lines that an operator is to act on.</summary>
    public IEnumerable<string> Troubles => Lines.Where(static line => !line.StartsWith(nameof(LogLevel.Information), StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
