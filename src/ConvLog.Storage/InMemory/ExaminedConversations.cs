using ConvLog.Records;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Storage.InMemory;

/// <summary>Converts conversations for counting their calls.</summary>
internal static class ExaminedConversations
{
    /// <summary>The conversation with the calls to examine; its log is added if the report counts it.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="hasEnded">Whether it has ended, as the reader sees it.</param>
    /// <param name="examination">Decides which calls are counted.</param>
    /// <param name="isDetailed">Whether everything is read for the details of function calls.</param>
    public static ExaminedConversation Of(StoredConversation conversation, bool hasEnded, CallExamination examination, bool isDetailed)
    {
        var summary = conversation.Summary;
        var examined = new ExaminedConversation
        {
            Id = summary.Conversation.ConversationId,
            StartedAt = summary.StartedAt,
            AgentId = summary.Conversation.AgentId,
            VariantId = summary.Conversation.VariantId,
            Channel = summary.Conversation.Channel,
            HasEnded = hasEnded,
            Entries = summary.Visible.Entries,
        };
        examined.Calls.AddRange(CallsOf(conversation, examination, isDetailed).Where(call => examination.Examines(call)));
        return examined;
    }

    /// <summary>Removes calls of other endpoints.</summary>
    public static void Narrow(ExaminedConversation examined, CallExamination examination) => examined.Calls.RemoveAll(call => !examination.Includes(call));

    /// <summary>Adds the log of function calls.</summary>
    public static void AddLog(ExaminedConversation examined, StoredConversation conversation, CallExamination examination)
    {
        if (examination.IncludesEntries)
        {
            examined.LogEntries.AddRange(conversation.Logged.OfType<EntryRecord>()
                .Where(static entry => entry is { IsPii: false, FunctionEventId: not null })
                .Select(static entry => new ExaminedEntry(entry.FunctionEventId!, entry.Level, entry.Content, entry.Timestamp)));
        }

        examined.Responses.AddRange(conversation.Logged.OfType<ApiResponseRecord>()
            .Where(static response => response is { IsPii: false, FunctionEventId: not null })
            .Select(static response => new ExaminedResponse(response.FunctionEventId!, response.StatusCode, response.IsProblem)));
    }

    private static IEnumerable<ExaminedCall> CallsOf(StoredConversation conversation, CallExamination examination, bool isDetailed)
        => examination.Query.Kind switch
    {
        CallTargetKind.Function => conversation.FunctionEvents.Select(call => ExaminedCalls.Of(call, isDetailed)),
        CallTargetKind.Endpoint => conversation.Logged.OfType<ApiResponseRecord>().Where(static response => !response.IsPii).Select(ExaminedCalls.Of),


        // Stores find conversations by their activity, to which a model call contributes the time it was logged, not the start time it states.
        _ when conversation.Summary.Visible.LastActivityAt.UtcTicks < examination.Series.FirstTick => [],
        _ => ModelCallRecord.CallsOf(conversation.Logged).Select(ExaminedCalls.Of),
    };
}
