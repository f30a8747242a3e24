using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>About how many bytes of memory something that waits for a sink takes.</summary>
internal static class RecordSize
{
    // The record itself with its ids, times and numbers, and its place in a queue.
    private const int Fixed = 512;

    public static int Of(StoreRecord record) => (int)Math.Min(Fixed + record.VariableBytes, int.MaxValue);

    /// <summary>
    /// The size of what a sink is to get. Something live counts what was logged in it, as far as that is complete: as long as it waits, it keeps that in
    /// memory.
    /// </summary>
    public static int OfLive(object subject) => subject switch
    {
        LogEntry entry => MemorySize.Of(entry),
        StoreRecord record => Of(record),
        ApiResponseEntry response => (int)Math.Min(Fixed + Variable(response), int.MaxValue),
        Turn turn => (int)Math.Min(Fixed + MemorySize.Of(turn.UserInput) + MemorySize.Of(turn.AgentResponse) + MemorySize.Of(turn.Error)
            + Logged(turn.Buffer, turn.IsOpen), int.MaxValue),
        FunctionEvent call => (int)Math.Min(Fixed + Variable(call) + Logged(call.Buffer, call.IsOpen), int.MaxValue),
        TurnSnapshot turn => (int)Math.Min(
            Fixed + MemorySize.Of(turn.UserInput) + MemorySize.Of(turn.AgentResponse) + MemorySize.Of(turn.Error), int.MaxValue),
        FunctionSnapshot call => (int)Math.Min(
            Fixed + MemorySize.Of(call.Arguments.AsSpan()) + MemorySize.Of(call.Result) + MemorySize.Of(call.Error), int.MaxValue),
        _ => Fixed,
    };

    private static long Logged(EntryBuffer buffer, bool isOpen) => isOpen ? 0 : buffer.ToArray().Sum(static entry => (long)MemorySize.Of(entry));

    private static long Variable(ApiResponseEntry response)
        => MemorySize.Of(response.Url) + MemorySize.Of(response.ErrorBody) + MemorySize.Of(response.Fields.AsSpan());

    private static long Variable(FunctionEvent call)
        => MemorySize.Of(call.Arguments.AsSpan()) + MemorySize.Of(call.Result) + MemorySize.Of(call.Error) + call.ApiResponses.Sum(Variable);
}
