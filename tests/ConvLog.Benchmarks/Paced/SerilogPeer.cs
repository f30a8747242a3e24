using ConvLog.Benchmarks.Ingest;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// Serilog's batched sink: a bare entry for each entry of the conversations, written by <see cref="SerilogSteps"/> in a batch 50 ms after its first entry.
/// Turns, calls and conversation ends are not stored.
/// </summary>
internal sealed class SerilogPeer : IPacedPeer, ILogSink, ILogEventSink
{
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly SerilogSteps _steps;
    private readonly string _path;
    private readonly Logger _logger;
    private List<LogEvent> _waiting = [];
    private Task _written = Task.CompletedTask; // All started batches.
    private int _entries;

    /// <param name="path">A new file.</param>
    /// <param name="rows">The initial number of rows.</param>
    public SerilogPeer(string path, long rows)
    {
        _path = path;
        _steps = new SerilogSteps(path, rows);
        _logger = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();
    }

    public string Name => "Serilog's batched sink";

    public ILogSink Sink => this;

    public bool NeverWaits => true;

    public StoredTimes Stored { get; } = new();

    public long? Bytes => GrownFile.BytesOf(_path);

    public void Emit(LogEntry entry) => SampleEntry.Log(_logger, _entries++);

    public void Emit(LogEvent logEvent)
    {
        lock (_lock)
        {
            _waiting.Add(logEvent);
            if (_waiting.Count == 1)
            {
                _written = WriteLaterAsync(_written);
            }
        }
    }

    public Task SettleAsync()
    {
        lock (_lock)
        {
            return _written;
        }
    }

    public ValueTask DisposeAsync() => _steps.DisposeAsync();

    private async Task WriteLaterAsync(Task before)
    {
        await Task.Delay(s_delay, TimeProvider.System).ConfigureAwait(false);
        await before.ConfigureAwait(false);
        List<LogEvent> batch;
        lock (_lock)
        {
            (batch, _waiting) = (_waiting, []);
        }

        _steps.WriteBatch(batch);
        Stored.Add(batch.Select(static logEvent => logEvent.Timestamp));
    }
}
