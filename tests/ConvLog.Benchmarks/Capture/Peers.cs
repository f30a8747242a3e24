using Microsoft.Extensions.Logging;
using NLog.Config;
using NLog.Targets;
using OpenTelemetry;
using OpenTelemetry.Logs;
using Serilog.Core;
using Serilog.Events;

namespace ConvLog.Benchmarks.Capture;

/// <summary>Other libraries, configured only to keep entries in memory.</summary>
internal static class Peers
{
    public static Serilog.ILogger Serilog(int capacity)
        => new Serilog.LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(new SerilogMemory(capacity)).CreateLogger();

    public static NLog.Logger NLog(int capacity)
    {
        var configuration = new LoggingConfiguration();
        configuration.AddRuleForAllLevels(new NLogMemory(capacity));
        return new NLog.LogFactory { Configuration = configuration }.GetLogger("benchmark");
    }

    public static ILoggerFactory OpenTelemetry(int capacity)
        => LoggerFactory.Create(builder => builder.AddOpenTelemetry(options => options.AddProcessor(new TelemetryMemory(capacity))));

    private sealed class SerilogMemory(int capacity) : ILogEventSink
    {
        private readonly Lock _gate = new();
        private readonly LogEvent[] _entries = new LogEvent[capacity];
        private int _count;

        public void Emit(LogEvent logEvent)
        {
            lock (_gate)
            {
                _entries[_count++ % capacity] = logEvent;
            }
        }
    }

    private sealed class NLogMemory(int capacity) : Target
    {
        private readonly NLog.LogEventInfo[] _entries = new NLog.LogEventInfo[capacity];
        private int _count;

        // NLog holds the lock of the target during this call.
        protected override void Write(NLog.LogEventInfo logEvent) => _entries[_count++ % capacity] = logEvent;
    }

    private sealed class TelemetryMemory(int capacity) : BaseProcessor<LogRecord>
    {
        private readonly Lock _gate = new();
        private readonly (DateTime Time, IReadOnlyList<KeyValuePair<string, object?>>? State)[] _entries =
            new (DateTime, IReadOnlyList<KeyValuePair<string, object?>>?)[capacity];
        private int _count;

        // The record is returned to a pool; an in-memory exporter keeps its time and attributes.
        public override void OnEnd(LogRecord data)
        {
            lock (_gate)
            {
                _entries[_count++ % capacity] = (data.Timestamp, data.Attributes);
            }
        }
    }
}
