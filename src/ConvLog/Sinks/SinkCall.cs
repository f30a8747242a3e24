using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>A queued call of a sink.</summary>
/// <param name="subject">The argument of the call, which also determines the method.</param>
/// <param name="depth">The nesting depth: an entry that a sink logs while it processes another entry is one level deeper.</param>
/// <param name="isFromLogger">Whether it came from <c>ILogger</c>; see <see cref="LoggerOrigin"/>.</param>
internal readonly struct SinkCall(object subject, int depth, bool isFromLogger = false)
{
    public int Depth { get; } = depth;

    public bool IsFromLogger { get; } = isFromLogger;

    public bool IsEntry => subject is LogEntry;

    public string Name => subject switch
    {
        LogEntry => nameof(ILogSink.Emit),
        ApiResponseEntry => nameof(ILogSink.EmitApiResponse),
        TurnSnapshot { Moment: SnapshotMoment.Began } => nameof(ILogSink.TurnBegan),
        TurnSnapshot { Moment: SnapshotMoment.Ended } => nameof(ILogSink.TurnEnded),
        TurnSnapshot => nameof(ILogSink.TurnRevised),
        FunctionSnapshot { Moment: SnapshotMoment.Began } => nameof(ILogSink.FunctionBegan),
        FunctionSnapshot { Moment: SnapshotMoment.Revised } => nameof(ILogSink.FunctionRevised),
        FunctionSnapshot => nameof(ILogSink.FunctionEnded),
        ModelCallSnapshot { HasEnded: false } => nameof(ILogSink.ModelCallBegan),
        ModelCallSnapshot => nameof(ILogSink.ModelCallEnded),
        _ => nameof(ILogSink.Record),
    };

    public void Make(ILogSink sink)
    {
        switch (subject)
        {
            case LogEntry entry: sink.Emit(entry); break;
            case ApiResponseEntry response: sink.EmitApiResponse(response); break;
            case TurnSnapshot { Moment: SnapshotMoment.Began } turn: sink.TurnBegan(turn); break;
            case TurnSnapshot { Moment: SnapshotMoment.Ended } turn: sink.TurnEnded(turn); break;
            case TurnSnapshot turn: sink.TurnRevised(turn); break;
            case FunctionSnapshot { Moment: SnapshotMoment.Began } call: sink.FunctionBegan(call); break;
            case FunctionSnapshot { Moment: SnapshotMoment.Revised } call: sink.FunctionRevised(call); break;
            case FunctionSnapshot call: sink.FunctionEnded(call); break;
            case ModelCallSnapshot { HasEnded: false } call: sink.ModelCallBegan(call); break;
            case ModelCallSnapshot call: sink.ModelCallEnded(call); break;
            case StoreRecord record: sink.Record(record); break;
        }
    }
}
