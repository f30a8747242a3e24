namespace ConvLog.Sinks;

/// <summary>The sink of a conversation that is not recorded.</summary>
internal sealed class NoSink : ILogSink
{
    public static NoSink Instance { get; } = new();

    public bool NeverWaits => true;

    public void Emit(LogEntry entry)
    {
    }
}
