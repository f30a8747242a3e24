using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Sinks;

/// <summary>Estimates of the memory that a queued item takes, in bytes.</summary>
internal static class RecordSize
{
    // The record itself with its IDs, times and numbers, and its slot in a queue.
    private const int Fixed = 512;

    // The part of a request that refers to a message that was published before.
    private const int IdLength = 16;

    public static int Of(StoreRecord record) => WithFixed(record.VariableBytes);

    /// <summary>The size of a queued item. An end counts everything logged until then, because it keeps that in memory while queued.</summary>
    public static int Of(object subject) => subject switch
    {
        LogEntry entry => MemorySize.Of(entry),
        StoreRecord record => Of(record),
        ApiResponseEntry response => WithFixed(Variable(response)),
        TurnSnapshot turn => WithFixed(SizeOfTexts(turn.UserInput, turn.AgentResponse, turn.Error) + (turn.HasEnded ? Logged(turn.Turn?.Buffer) : 0)),
        FunctionSnapshot call => WithFixed(Called(call.Arguments, call.Result, call.Error) + (call.HasEnded ? Logged(call.Event) : 0)),
        ModelCallSnapshot call
            => WithFixed(MemorySize.Of(call.Error) + call.NewMessages.Sum(static message => message.VariableBytes) + (IdLength * call.Request.Count)),
        _ => Fixed,
    };

    private static int WithFixed(long variable) => (int)Math.Min(Fixed + variable, int.MaxValue);

    private static long Logged(EntryBuffer? buffer) => buffer?.ToArray().Sum(static entry => (long)MemorySize.Of(entry)) ?? 0;

    private static long Logged(FunctionEvent? call) => call is null ? 0 : call.ApiResponses.Sum(Variable) + Logged(call.Buffer);

    private static long Variable(ApiResponseEntry response)
        => MemorySize.Of(response.Url) + MemorySize.Of(response.ErrorBody) + MemorySize.Of(response.Fields.AsSpan());

    private static long SizeOfTexts(MaskedText userInput, MaskedText agentResponse, string? error)
        => MemorySize.Of(userInput) + MemorySize.Of(agentResponse) + MemorySize.Of(error);

    private static long Called(LogFields arguments, LogField? result, string? error)
        => MemorySize.Of(arguments.AsSpan()) + MemorySize.Of(result) + MemorySize.Of(error);
}
