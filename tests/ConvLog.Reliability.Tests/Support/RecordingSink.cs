namespace ConvLog.Reliability.Tests.Support;

/// <summary>Collects records in order to write them into several stores.</summary>
internal sealed class RecordingSink : ILogSink
{
    private readonly List<StoreRecord> _records = [];

    public bool NeverWaits => true;

    public IReadOnlyList<StoreRecord> Records => _records;

    public void Emit(LogEntry entry) => _records.Add(EntryRecord.From(entry));

    public void EmitApiResponse(ApiResponseEntry response) => _records.Add(ApiResponseRecord.From(response));

    public void TurnBegan(TurnSnapshot turn) => _records.Add(TurnRecord.From(turn));

    public void TurnEnded(TurnSnapshot turn) => _records.Add(TurnRecord.From(turn));

    public void TurnRevised(TurnSnapshot turn) => _records.Add(TurnRecord.From(turn));

    public void FunctionBegan(FunctionSnapshot call) => _records.Add(FunctionEventRecord.From(call));

    public void FunctionRevised(FunctionSnapshot call) => _records.Add(FunctionEventRecord.From(call));

    public void FunctionEnded(FunctionSnapshot call) => _records.Add(FunctionEventRecord.From(call));

    public void ModelCallBegan(ModelCallSnapshot call) => _records.Add(ModelCallRecord.From(call));

    public void ModelCallEnded(ModelCallSnapshot call) => _records.AddRange(ModelCallRecord.OfEnd(call));

    public void Record(StoreRecord record) => _records.Add(record);
}
