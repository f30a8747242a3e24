using Microsoft.Extensions.Logging;

namespace ConvLog.Sinks;

/// <summary>
/// The default logger for ConvLog's own problems: writes each error once per process to standard error. Warnings and lower levels are only visible in health
/// and counters.
/// </summary>
/// <param name="output">Returns the output writer.</param>
internal sealed class StandardErrorLogger(Func<TextWriter> output) : ILogger
{
    private const int MostMessages = 64;

    private readonly ReportedOnce _reported = new(MostMessages);

    public static StandardErrorLogger Instance { get; } = new(static () => Console.Error);

    public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string message = formatter(state, exception);
        if (_reported.IsFirst(message))
        {
            output().WriteLine($"ConvLog: {message}");
        }
    }
}
