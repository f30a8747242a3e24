using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Reading;

/// <summary>The approximate size of a conversation in characters, as its reader sees it: its texts, plus a constant for each item.</summary>
internal static class ViewSize
{
    private const int Each = 256;

    public static long Of(ConversationView conversation) => conversation.Turns.Sum(Of) + conversation.FunctionEvents.Sum(Of) + conversation.ModelCalls.Sum(Of)
        + Of(conversation.Entries, conversation.ApiResponses) + conversation.StateChanges.Sum(static change => Each + Of(change.Variable))
        + conversation.Notes.Sum(static note => Each + Of(note.Text));

    private static long Of(TurnView turn) => Each + turn.OutlineLength + (turn.Error?.Text.Length ?? 0) + turn.FunctionEvents.Sum(Of)
        + turn.ModelCalls.Sum(Of) + Of(turn.Entries, turn.ApiResponses) + turn.StateChanges.Sum(static change => Each + Of(change.Variable));

    private static long Of(FunctionEventView call) => Each + call.Arguments.Sum(Of) + (call.Result is { } result ? Of(result) : 0)
        + Of(call.Entries, call.ApiResponses) + call.StateChanges.Sum(static change => Each + Of(change.Variable));

    private static long Of(ModelCallView call) => Each + call.Request.Sum(Of) + (call.Response is { } response ? Of(response) : 0);

    private static long Of(ModelMessageView message)
        => Each + Of(message.Text) + (message.Reasoning?.Text.Length ?? 0) + message.ToolCalls.Sum(static call => Each + call.Arguments.Sum(Of));

    private static long Of(IReadOnlyList<EntryView> entries, IReadOnlyList<ApiResponseView> responses)
        => entries.Sum(static entry => Each + entry.Content.Length + entry.Fields.Sum(Of))
            + responses.Sum(static response => Each + Of(response.Url) + (response.ErrorBody?.Text.Length ?? 0) + response.Fields.Sum(Of));

    private static long Of(VisibleText text) => text.IsEmpty ? 0 : text.Text.Length;

    private static long Of(LogField field) => field.Key.Length + field.Reference switch
    {
        string text => text.Length,
        JsonFragment json => json.Utf8.Length,
        _ => 0L,
    };
}
