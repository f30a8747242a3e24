using ConvLog;

namespace Functions;

internal sealed class ConsoleSink : ILogSink
{
    public void Emit(LogEntry entry) => Console.WriteLine(entry);

    public void EmitApiResponse(ApiResponseEntry response) => Console.WriteLine(response);

    public void FunctionEnded(FunctionSnapshot call) => Console.WriteLine(call);
}
