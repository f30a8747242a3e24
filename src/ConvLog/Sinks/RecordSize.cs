using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>About how many bytes of memory something that waits for a sink takes.</summary>
internal static class RecordSize
{
    // The record itself with its ids, times and numbers, and its place in a queue.
    private const int Fixed = 512;

    // What a request holds of a message that was published before.
    private const int IdLength = 16;

    public static int Of(StoreRecord record) => WithFixed(record.VariableBytes);

    /// <summary>
    /// The size of what a sink is to get. Something live counts what was logged in it, as far as that is complete: as long as it waits, it keeps that in
    /// memory.
    /// </summary>
    public static int OfLive(object subject) => subject switch
    {
        LogEntry entry => MemorySize.Of(entry),
        StoreRecord record => Of(record),
        ApiResponseEntry response => WithFixed(Variable(response)),
        Turn turn => WithFixed(Said(turn.UserInput, turn.AgentResponse, turn.Error) + Logged(turn.Buffer, turn.IsOpen)),
        TurnSnapshot turn => WithFixed(Said(turn.UserInput, turn.AgentResponse, turn.Error)),
        FunctionEvent call
            => WithFixed(Called(call.Arguments, call.Result, call.Error) + call.ApiResponses.Sum(Variable) + Logged(call.Buffer, call.IsOpen)),
        FunctionSnapshot call => WithFixed(Called(call.Arguments, call.Result, call.Error)),
        ModelCallSnapshot call
            => WithFixed(MemorySize.Of(call.Error) + call.NewMessages.Sum(static message => message.VariableBytes) + (IdLength * call.Request.Count)),
        _ => Fixed,
    };

    private static int WithFixed(long variable) => (int)Math.Min(Fixed + variable, int.MaxValue);

    private static long Logged(EntryBuffer buffer, bool isOpen) => isOpen ? 0 : buffer.ToArray().Sum(static entry => (long)MemorySize.Of(entry));

    private static long Variable(ApiResponseEntry response)
        => MemorySize.Of(response.Url) + MemorySize.Of(response.ErrorBody) + MemorySize.Of(response.Fields.AsSpan());

    private static long Said(MaskedText userInput, MaskedText agentResponse, string? error)
        => MemorySize.Of(userInput) + MemorySize.Of(agentResponse) + MemorySize.Of(error);

    private static long Called(LogFields arguments, LogField? result, string? error)
        => MemorySize.Of(arguments.AsSpan()) + MemorySize.Of(result) + MemorySize.Of(error);
}
