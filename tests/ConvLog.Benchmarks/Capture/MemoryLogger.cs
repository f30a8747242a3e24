using Microsoft.Extensions.Logging;

namespace ConvLog.Benchmarks.Capture;

/// <summary>
/// The minimal Microsoft.Extensions.Logging logger that keeps an entry: clock, lock, and a copy of the fields, because the caller owns the state.
/// </summary>
internal sealed class MemoryLogger(int capacity) : ILogger
{
    private readonly Lock _gate = new();
    private readonly (DateTimeOffset Time, LogLevel Level, KeyValuePair<string, object?>[] Fields)[] _entries =
        new (DateTimeOffset, LogLevel, KeyValuePair<string, object?>[])[capacity];
    private int _count;

    public void Reset() => _count = 0;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var given = (IReadOnlyList<KeyValuePair<string, object?>>)state!;
        var fields = new KeyValuePair<string, object?>[given.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = given[i];
        }

        lock (_gate)
        {
            _entries[_count++] = (TimeProvider.System.GetUtcNow(), logLevel, fields);
        }
    }
}
