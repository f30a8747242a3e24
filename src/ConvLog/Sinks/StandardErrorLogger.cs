using Microsoft.Extensions.Logging;

namespace ConvLog.Sinks;

/// <summary>
/// Where trouble is reported if nobody gave a logger: each error once in the process, to standard error. Warnings and below are left to health and counters.
/// </summary>
/// <param name="output">Where to write.</param>
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
