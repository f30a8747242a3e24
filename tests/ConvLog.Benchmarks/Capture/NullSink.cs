namespace ConvLog.Benchmarks.Capture;

/// <summary>Discards entries, so that only the capture into the memory of the function event is measured.</summary>
internal sealed class NullSink : ILogSink
{
    public void Emit(LogEntry entry)
    {
    }
}
