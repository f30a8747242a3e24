using ConvLog.Benchmarks.Capture;

namespace ConvLog.Benchmarks.Paced;

/// <summary>Stores nothing, so that only the load itself is measured.</summary>
internal sealed class NoPeer : IPacedPeer
{
    public string Name => "load generator alone";

    public ILogSink Sink { get; } = new NullSink();

    public StoredTimes Stored { get; } = new();

    public long? Bytes => null;

    public Task SettleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
