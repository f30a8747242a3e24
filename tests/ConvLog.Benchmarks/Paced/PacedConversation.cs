using ConvLog.Benchmarks.Ingest;

namespace ConvLog.Benchmarks.Paced;

/// <summary>
/// A <see cref="HostConversation"/> that runs concurrently with others in its own execution context, as in a host: the current call belongs to that context.
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
    /// <returns>False at the end.</returns>
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

    /// <summary>Ends the conversation and waits until it is stored.</summary>
    public Task EndAsync() => _conversation.EndAsync().AsTask();
}
