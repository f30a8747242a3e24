using ConvLog.Records;

namespace ConvLog;

/// <summary>About how many bytes of memory something that waits for a sink takes.</summary>
internal static class RecordSize
{
    // The record itself with its ids, times and numbers, and its place in a queue.
    private const int Fixed = 512;

    public static int Of(StoreRecord record) => (int)Math.Min(Fixed + Variable(record), int.MaxValue);

    /// <summary>The size of what a sink is to get. Something live counts what was logged in it, as far as that is complete: as long as it waits, it keeps that in memory.</summary>
    public static int OfLive(object subject) => subject switch
    {
        LogEntry entry => MemorySize.Of(entry),
        StoreRecord record => Of(record),
        ApiResponseEntry response => (int)Math.Min(Fixed + Variable(response), int.MaxValue),
        Turn turn => (int)Math.Min(Fixed + MemorySize.Of(turn.UserInput) + MemorySize.Of(turn.AgentResponse) + MemorySize.Of(turn.Error) + Logged(turn.Buffer, turn.IsOpen), int.MaxValue),
        FunctionEvent call => (int)Math.Min(Fixed + Variable(call) + Logged(call.Buffer, call.IsOpen), int.MaxValue),
        _ => Fixed,
    };

    private static long Logged(EntryBuffer buffer, bool isOpen) => isOpen ? 0 : buffer.ToArray().Sum(static entry => (long)MemorySize.Of(entry));

    private static long Variable(ApiResponseEntry response)
        => MemorySize.Of(response.Url) + MemorySize.Of(response.ErrorBody) + MemorySize.Of(response.Fields.AsSpan());

    private static long Variable(FunctionEvent call) => MemorySize.Of(call.Arguments.AsSpan()) + Of(call.Result) + MemorySize.Of(call.Error) + call.ApiResponses.Sum(Variable);

    private static long Variable(StoreRecord record) => record switch
    {
        EntryRecord entry => MemorySize.Of(entry.Content) + MemorySize.Of(entry.Fields.AsSpan()),
        TurnRecord turn => MemorySize.Of(turn.UserInput) + MemorySize.Of(turn.AgentResponse) + MemorySize.Of(turn.Error),
        FunctionEventRecord call => MemorySize.Of(call.Arguments.AsSpan()) + Of(call.Result) + MemorySize.Of(call.Error) + MemorySize.Of(call.Name),
        ApiResponseRecord response => MemorySize.Of(response.Url) + MemorySize.Of(response.ErrorBody) + MemorySize.Of(response.Fields.AsSpan()),
        ConversationRecord opening => MemorySize.Of(opening.Attributes.AsSpan()) + MemorySize.Of(opening.UserId) + MemorySize.Of(opening.AgentId),
        StateChangeRecord change => MemorySize.Of(change.Variable),
        MetricRecord metric => MemorySize.Of(metric.Metric),
        FeedbackRecord feedback => MemorySize.Of(feedback.Comment),
        AnnotationRecord annotation => MemorySize.Of(annotation.ImprovedAnswer),
        NoteRecord note => MemorySize.Of(note.Text),
        DeadLetterRecord letter => MemorySize.Of(letter.Payload),
        _ => 0,
    };

    private static long Of(LogField? field) => field is { } known ? MemorySize.Of(known) : 0;
}
