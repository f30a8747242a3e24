namespace ConvLog.StoreContract;

/// <summary>Counts the records given to the sink of a store, independently of the sink.</summary>
/// <param name="sink">The sink.</param>
internal sealed class CountedSink(StoreSink sink) : ILogSink, IAsyncDisposable
{
    private long _given;

    public bool NeverWaits => true;

    public bool FlushHeedsToken => true;

    /// <summary>The number of records given to it.</summary>
    public long Given => Interlocked.Read(ref _given);

    public void Emit(LogEntry entry) => Give(() => sink.Emit(entry));

    public void EmitApiResponse(ApiResponseEntry response) => Give(() => sink.EmitApiResponse(response));

    public void TurnBegan(TurnSnapshot turn) => Give(() => sink.TurnBegan(turn));

    public void TurnEnded(TurnSnapshot turn) => Give(() => sink.TurnEnded(turn));

    public void TurnRevised(TurnSnapshot turn) => Give(() => sink.TurnRevised(turn));

    public void FunctionBegan(FunctionSnapshot call) => Give(() => sink.FunctionBegan(call));

    public void FunctionRevised(FunctionSnapshot call) => Give(() => sink.FunctionRevised(call));

    public void FunctionEnded(FunctionSnapshot call) => Give(() => sink.FunctionEnded(call));

    public void ModelCallBegan(ModelCallSnapshot call) => Give(() => sink.ModelCallBegan(call));

    public void ModelCallEnded(ModelCallSnapshot call) => Give(() => sink.ModelCallEnded(call), ModelCallRecord.OfEnd(call).Count());

    public void Record(StoreRecord record) => Give(() => sink.Record(record));

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => sink.FlushAsync(cancellationToken);

    public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default) => sink.TryFlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    private void Give(Action give, int records = 1)
    {
        Interlocked.Add(ref _given, records);
        give();
    }
}
