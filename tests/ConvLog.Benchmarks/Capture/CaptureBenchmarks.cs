using BenchmarkDotNet.Attributes;

namespace ConvLog.Benchmarks.Capture;

/// <summary>
/// A log call into memory with 0, 3 and 8 fields of common types, compared with the floor and other libraries. All of them read the clock and keep the entry.
/// </summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Median")]
public class CaptureBenchmarks : IDisposable
{
    private const int Calls = 1_000;

    private readonly FloorLogger _floor = new(Calls);
    private readonly MemoryLogger _microsoft = new(Calls);
    private readonly Serilog.ILogger _serilog = Peers.Serilog(Calls);
    private readonly NLog.Logger _nlog = Peers.NLog(Calls);
    private readonly Microsoft.Extensions.Logging.ILogger _telemetry = Peers.OpenTelemetry(Calls).CreateLogger("benchmark");
    private readonly Conversation _conversation = new(new ConversationInfo("benchmark"), new NullSink());

    // Instance fields instead of constants, so that the JIT does not know the values.
    private readonly int _status = 409;
    private readonly bool _retriable = true;
    private readonly string _queue = "bookings";
    private readonly double _score = 0.97;
    private readonly long _slot = 123_456_789_012;
    private readonly string _city = "Napa";
    private readonly int _attempt = 2;
    private readonly bool _cached = Environment.ProcessorCount > 1_000;

    [Params(0, 3, 8)]
    public int Fields { get; set; }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int Floor()
    {
        _floor.Reset();
        for (int i = 0; i < Calls; i++)
        {
            switch (Fields)
            {
                case 0: _floor.Info("Booking failed"); break;
                case 3: _floor.Info("Booking failed", ("status", _status), ("retriable", _retriable), ("queue", _queue)); break;
                default:
                    _floor.Info("Booking failed", ("status", _status), ("retriable", _retriable), ("queue", _queue), ("score", _score), ("slot", _slot),
                        ("city", _city), ("attempt", _attempt), ("cached", _cached));
                    break;
            }
        }

        return _floor.Count;
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public FunctionEvent ConvLog_ambient() => Log(isPii: false, isExplicit: false);

    [Benchmark(OperationsPerInvoke = Calls)]
    public FunctionEvent ConvLog_explicit() => Log(isPii: false, isExplicit: true);

    [Benchmark(OperationsPerInvoke = Calls)]
    public FunctionEvent ConvLog_pii() => Log(isPii: true, isExplicit: false);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Microsoft_LoggerMessage()
    {
        _microsoft.Reset();
        Log(_microsoft);
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public void OpenTelemetry_LoggerMessage() => Log(_telemetry);

    [Benchmark(OperationsPerInvoke = Calls)]
    public void Serilog_template()
    {
        for (int i = 0; i < Calls; i++)
        {
            switch (Fields)
            {
                case 0: _serilog.Information("Booking failed"); break;
                case 3: _serilog.Information("Booking failed {status} {retriable} {queue}", _status, _retriable, _queue); break;
                default:
                    _serilog.Information("Booking failed {status} {retriable} {queue} {score} {slot} {city} {attempt} {cached}", _status, _retriable, _queue,
                        _score, _slot, _city, _attempt, _cached);
                    break;
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public void NLog_template()
    {
        for (int i = 0; i < Calls; i++)
        {
            switch (Fields)
            {
                case 0: _nlog.Info("Booking failed"); break;
                case 3: _nlog.Info("Booking failed {status} {retriable} {queue}", _status, _retriable, _queue); break;
                default:
                    _nlog.Info("Booking failed {status} {retriable} {queue} {score} {slot} {city} {attempt} {cached}", _status, _retriable, _queue, _score,
                        _slot, _city, _attempt, _cached);
                    break;
            }
        }
    }

    public void Dispose()
    {
        _conversation.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Log(Microsoft.Extensions.Logging.ILogger logger)
    {
        for (int i = 0; i < Calls; i++)
        {
            switch (Fields)
            {
                case 0: MicrosoftMessages.Plain(logger); break;
                case 3: MicrosoftMessages.Three(logger, _status, _retriable, _queue); break;
                default: MicrosoftMessages.Eight(logger, _status, _retriable, _queue, _score, _slot, _city, _attempt, _cached); break;
            }
        }
    }

    // A new event for every thousand entries, so that memory use is constant.
    private FunctionEvent Log(bool isPii, bool isExplicit)
    {
        using var call = _conversation.BeginFunction("book");
        var log = isExplicit ? call.Log : _conversation.Log;
        for (int i = 0; i < Calls; i++)
        {
            switch (Fields)
            {
                case 0: log.Info("Booking failed", isPii); break;
                case 3: log.Info("Booking failed", ("status", _status), ("retriable", _retriable), ("queue", _queue), isPii: isPii); break;
                default:
                    log.Info("Booking failed", ("status", _status), ("retriable", _retriable), ("queue", _queue), ("score", _score), ("slot", _slot),
                        ("city", _city), ("attempt", _attempt), ("cached", _cached), isPii: isPii);
                    break;
            }
        }

        return call;
    }
}
