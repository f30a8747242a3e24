using Microsoft.Extensions.Logging;

namespace ConvLog.Sinks;

/// <summary>
/// Where trouble is reported if nobody gave a logger: each error once in the process, to standard error. Warnings and below are left to health and counters.
/// </summary>
/// <param name="output">Where to write.</param>
internal sealed class StandardErrorLogger(Func<TextWriter> output) : ILogger
{
    // A program that fails in ever new ways must fill neither memory nor the console.
    private const int MostMessages = 64;

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

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
        lock (_reported)
        {
            if (_reported.Count == MostMessages || !_reported.Add(message))
            {
                return;
            }
        }

        output().WriteLine($"ConvLog: {message}");
    }
}
