using ConvLog.Records;

namespace ConvLog;

/// <summary>One call that a sink is still to get.</summary>
/// <param name="Subject">What the call hands over; its type says which call it is.</param>
/// <param name="Depth">How many sinks' calls led to it: what a sink logs while it takes an entry lies one deeper than that entry.</param>
internal readonly record struct SinkCall(object Subject, int Depth)
{
    public string Name => Subject switch
    {
        LogEntry => nameof(ILogSink.Emit),
        ApiResponseEntry => nameof(ILogSink.EmitApiResponse),
        Turn => nameof(ILogSink.TurnChanged),
        FunctionEvent => nameof(ILogSink.FunctionChanged),
        _ => nameof(ILogSink.Record),
    };

    public void Make(ILogSink sink)
    {
        switch (Subject)
        {
            case LogEntry entry: sink.Emit(entry); break;
            case ApiResponseEntry response: sink.EmitApiResponse(response); break;
            case Turn turn: sink.TurnChanged(turn); break;
            case FunctionEvent call: sink.FunctionChanged(call); break;
            default: sink.Record((StoreRecord)Subject); break;
        }
    }
}
