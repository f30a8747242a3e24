using ConvLog.Benchmarks.Capture;
using ConvLog.Benchmarks.Json;

namespace ConvLog.Benchmarks.Guard;

/// <summary>The operations that the guard compares, a thousand calls each, with the code of the benchmarks.</summary>
internal sealed class GuardedCalls : IDisposable
{
    public const int Calls = 1_000;

    private readonly CaptureBenchmarks _capture;
    private readonly EntryJsonBenchmarks _json;

    public GuardedCalls(int fields)
    {
        _capture = new CaptureBenchmarks { Fields = fields };
        _json = new EntryJsonBenchmarks { Fields = fields };
        _json.Setup();
    }

    public void Floor() => _capture.Floor();

    public void ConvLog() => _capture.ConvLog_ambient();

    public void Serilog() => _capture.Serilog_template();

    public void JsonByHand()
    {
        for (int i = 0; i < Calls; i++)
        {
            _json.Utf8JsonWriter_by_hand();
        }
    }

    public void Json()
    {
        for (int i = 0; i < Calls; i++)
        {
            _json.ConvLog();
        }
    }

    public void Dispose() => _capture.Dispose();
}
