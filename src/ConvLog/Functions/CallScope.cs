namespace ConvLog.Functions;

/// <summary>One call of <see cref="FunctionEvent.MakeCurrent"/>: disposing it leaves the event, in every flow, and its turn and conversation.</summary>
internal sealed class CallScope(ConversationRuntime runtime, AmbientCall entered, IDisposable around) : IDisposable
{
    private IDisposable? _around = around;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _around, null) is { } left)
        {
            runtime.Leave(entered);
            left.Dispose();
        }
    }
}
