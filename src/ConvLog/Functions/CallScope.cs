namespace ConvLog.Functions;

/// <summary>The result of <see cref="FunctionEvent.MakeCurrent"/>: disposing it leaves the event, its turn and its conversation in every flow.</summary>
internal sealed class CallScope(ConversationRuntime runtime, AmbientCall entered, IDisposable around) : IDisposable
{
    private IDisposable? _around = around;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _around, null) is { } left)
        {
            runtime.Exit(entered);
            left.Dispose();
        }
    }
}
