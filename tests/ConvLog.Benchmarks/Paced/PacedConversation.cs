using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// A <see cref="HostConversation"/> that is open beside others, in a flow of its own as in a host: the current call is that of its own flow.
/// </summary>
internal sealed class PacedConversation
{
    private readonly HostConversation _conversation;
    private readonly IEnumerator<int> _steps;
    private ExecutionContext _flow = ExecutionContext.Capture()!;
    private bool _isOver;

    public PacedConversation(int number, ILogSink sink, List<long> calls)
    {
        _conversation = new HostConversation(number, sink, calls);
        _steps = _conversation.Steps().GetEnumerator();
    }

    /// <summary>Takes the next step.</summary>
    /// <returns>False where there is none.</returns>
    public bool Step()
    {
        ExecutionContext.Run(
            _flow,
            static state =>
            {
                var conversation = (PacedConversation)state!;
                conversation._isOver = !conversation._steps.MoveNext();
                conversation._flow = ExecutionContext.Capture()!;
            },
            this);
        return !_isOver;
    }

    /// <summary>Ends the conversation and waits until all of it is stored.</summary>
    public Task EndAsync() => _conversation.EndAsync().AsTask();
}
