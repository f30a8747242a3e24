using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Converts calls to references.</summary>
internal static class CallReferences
{
    /// <summary>The call, marked as abandoned if it has no end and its conversation has ended.</summary>
    public static ExaminedCall Ended(in ExaminedCall call, ExaminedConversation conversation)
        => call.Outcome is null && conversation.HasEnded ? call with { Outcome = FunctionOutcome.Abandoned } : call;

    public static CallReference Of(in ExaminedCall call, ExaminedConversation conversation) => new()
    {
        ConversationId = conversation.Id,
        CallId = call.ReadId?.Invoke() ?? call.Id,
        StartedAt = call.StartedAt.ToUniversalTime(),
        Duration = call.Duration,
        Outcome = call.Outcome,
        ErrorType = call.ErrorType,
        StatusCode = call.StatusCode,
    };

    /// <summary>Adds to a call of this conversation its first error entry and the status of its last failed API response.</summary>
    public static CallReference Explained(CallReference call, ExaminedConversation conversation) => call with
    {
        Message = conversation.LogEntries
            .Where(entry => entry.Level == EntryLevel.Error && string.Equals(entry.CallId, call.CallId, StringComparison.Ordinal))
            .OrderBy(static entry => entry.At).ThenBy(static entry => entry.Content, Utf8Order.Instance)
            .Select(static entry => entry.Content).FirstOrDefault(),
        StatusCode = call.StatusCode ?? conversation.Responses
            .Where(response => response.IsProblem && string.Equals(response.CallId, call.CallId, StringComparison.Ordinal))
            .Select(static response => (int?)response.StatusCode).LastOrDefault(),
    };

    /// <summary>Writes a call without its message.</summary>
    public static void Write(CallReference call, VarintWriter writer)
    {
        writer.Write(call.ConversationId);
        writer.Write(call.CallId);
        writer.Write(call.StartedAt.UtcTicks);
        writer.Write(call.Duration?.Ticks);
        writer.Write((long?)call.Outcome);
        writer.WriteOptional(call.ErrorType);
        writer.Write(call.StatusCode);
    }

    /// <summary>Reads a call written by <see cref="Write"/>.</summary>
    public static CallReference Read(ref VarintReader reader) => new()
    {
        ConversationId = reader.ReadText(),
        CallId = reader.ReadText(),
        StartedAt = reader.ReadTime(),
        Duration = reader.ReadOptionalInt64() is { } ticks ? new TimeSpan(ticks) : null,
        Outcome = (FunctionOutcome?)reader.ReadOptionalInt64(),
        ErrorType = reader.ReadOptionalText(),
        StatusCode = (int?)reader.ReadOptionalInt64(),
    };
}
