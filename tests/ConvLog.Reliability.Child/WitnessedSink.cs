namespace ConvLog.Reliability.Child;

/// <summary>Reports each record before passing it to the sink, in queue order, and the records that the sink reports as stored.</summary>
/// <param name="sink">The sink.</param>
/// <param name="report">The report.</param>
internal sealed class WitnessedSink(StoreSink sink, Report report) : ILogSink
{
    private readonly Lock _gate = new();

    /// <summary>The number of records passed to the sink.</summary>
    public int Given { get; private set; }

    public bool NeverWaits => true;

    public bool FlushHeedsToken => true;

    public void Emit(LogEntry entry) => Give(EntryRecord.From(entry), () => sink.Emit(entry));

    public void EmitApiResponse(ApiResponseEntry response) => Give(ApiResponseRecord.From(response), () => sink.EmitApiResponse(response));

    public void TurnBegan(TurnSnapshot turn) => Give(TurnRecord.From(turn), () => sink.TurnBegan(turn));

    public void TurnEnded(TurnSnapshot turn) => Give(TurnRecord.From(turn), () => sink.TurnEnded(turn));

    public void TurnRevised(TurnSnapshot turn) => Give(TurnRecord.From(turn), () => sink.TurnRevised(turn));

    public void FunctionBegan(FunctionSnapshot call) => Give(FunctionEventRecord.From(call), () => sink.FunctionBegan(call));

    public void FunctionRevised(FunctionSnapshot call) => Give(FunctionEventRecord.From(call), () => sink.FunctionRevised(call));

    public void FunctionEnded(FunctionSnapshot call) => Give(FunctionEventRecord.From(call), () => sink.FunctionEnded(call));

    public void ModelCallBegan(ModelCallSnapshot call) => Give(ModelCallRecord.From(call), () => sink.ModelCallBegan(call));

    public void ModelCallEnded(ModelCallSnapshot call)
        => Give([.. ModelCallRecord.OfEnd(call)], () => sink.ModelCallEnded(call));

    public void Record(StoreRecord record) => Give(record, () => sink.Record(record));

    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var result = await sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        report.Say(Report.Flushed, result.Records);
        return result;
    }

    public async ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default)
    {
        var result = await sink.TryFlushAsync(cancellationToken).ConfigureAwait(false);
        report.Say(Report.Flushed, result.Records);
        return result;
    }

    private void Give(StoreRecord record, Action give) => Give([record], give);

    private void Give(IReadOnlyList<StoreRecord> records, Action give)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                report.Say(Report.Given, RecordLine.Of(record));
                Given++;
            }

            give();
        }
    }
}
