namespace ConvLog.Benchmarks.Capture;

/// <summary>Takes entries and does nothing: what is measured is the capture, into the memory of the function event.</summary>
internal sealed class NullSink : ILogSink
{
    public void Emit(LogEntry entry)
    {
    }
}
