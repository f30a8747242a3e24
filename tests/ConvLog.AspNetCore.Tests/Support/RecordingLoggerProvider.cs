using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>Keeps what the host's own logs say, from warnings on, and the requests that it logs.</summary>
internal sealed class RecordingLoggerProvider : ILoggerProvider
{
    /// <summary>What the category of logged requests begins with.</summary>
    public const string RequestLog = "Microsoft.AspNetCore.HttpLogging";

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The messages of the category <c>ConvLog.Security</c>.</summary>
    public ConcurrentQueue<string> Security { get; } = new();

    /// <summary>Waits until a line holds a text: a client may see its connection break off before the server has said why.</summary>
    public async Task UntilLineAsync(string text)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            TimeProvider.System.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(30), "a line with \"{0}\" is waited for", text);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Recorder(RecordingLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel)
            => logLevel >= LogLevel.Warning || category is "ConvLog.Security" || category.StartsWith(RequestLog, StringComparison.Ordinal);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (category is "ConvLog.Security")
            {
                provider.Security.Enqueue(formatter(state, exception));
            }
            else
            {
                provider.Lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
            }
        }
    }
}
