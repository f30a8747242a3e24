using ConvLog.Records;

namespace ConvLog.Tests.Support;

/// <summary>A sink that throws from every call, with a message that must not be reported.</summary>
internal sealed class FailingSink(Func<Exception>? exception = null) : ILogSink
{
    private readonly Func<Exception> _exception = exception ?? (static () => new InvalidOperationException("Jane Doe"));

    public void Emit(LogEntry entry) => throw _exception();

    public void EmitApiResponse(ApiResponseEntry response) => throw _exception();

    public void TurnBegan(TurnSnapshot turn) => throw _exception();

    public void TurnEnded(TurnSnapshot turn) => throw _exception();

    public void FunctionBegan(FunctionSnapshot call) => throw _exception();

    public void FunctionEnded(FunctionSnapshot call) => throw _exception();

    public void Record(StoreRecord record) => throw _exception();

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => throw _exception();
}
