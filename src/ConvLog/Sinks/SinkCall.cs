using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>One call that a sink is still to get.</summary>
internal readonly struct SinkCall
{
    private readonly object _subject;

    /// <param name="subject">What the call hands over; its type says which call it is.</param>
    /// <param name="depth">How many sinks' calls led to it: what a sink logs while it takes an entry lies one deeper than that entry.</param>
    public SinkCall(object subject, int depth)
    {
        // The conversation holds what is open. Once it has ended, its beginning must not keep all that was logged in it while the call waits: its end does, and
        // counts as that large.
        _subject = subject is Turn { IsOpen: true } or FunctionEvent { IsOpen: true } ? new WeakReference(subject) : subject;
        Depth = depth;
    }

    public int Depth { get; }

    public bool IsEntry => _subject is LogEntry;

    public string Name => Subject switch
    {
        LogEntry => nameof(ILogSink.Emit),
        ApiResponseEntry => nameof(ILogSink.EmitApiResponse),
        TurnSnapshot { HasEnded: false } => nameof(ILogSink.TurnBegan),
        TurnSnapshot => nameof(ILogSink.TurnEnded),
        FunctionSnapshot { HasEnded: false } => nameof(ILogSink.FunctionBegan),
        FunctionSnapshot => nameof(ILogSink.FunctionEnded),
        ModelCallSnapshot { HasEnded: false } => nameof(ILogSink.ModelCallBegan),
        ModelCallSnapshot => nameof(ILogSink.ModelCallEnded),
        Turn => nameof(ILogSink.TurnChanged),
        FunctionEvent => nameof(ILogSink.FunctionChanged),
        _ => nameof(ILogSink.Record),
    };

    private object? Subject => _subject is WeakReference begun ? begun.Target : _subject;

    /// <summary>Makes the call; false where nobody knows any more what began, as its end was dropped.</summary>
    public bool Make(ILogSink sink)
    {
        switch (Subject)
        {
            case LogEntry entry: sink.Emit(entry); break;
            case ApiResponseEntry response: sink.EmitApiResponse(response); break;
            case TurnSnapshot { HasEnded: false } turn: sink.TurnBegan(turn); break;
            case TurnSnapshot turn: sink.TurnEnded(turn); break;
            case FunctionSnapshot { HasEnded: false } call: sink.FunctionBegan(call); break;
            case FunctionSnapshot call: sink.FunctionEnded(call); break;
            case ModelCallSnapshot { HasEnded: false } call: sink.ModelCallBegan(call); break;
            case ModelCallSnapshot call: sink.ModelCallEnded(call); break;
            case Turn turn: sink.TurnChanged(turn); break;
            case FunctionEvent call: sink.FunctionChanged(call); break;
            case StoreRecord record: sink.Record(record); break;
            default: return false;
        }

        return true;
    }
}
