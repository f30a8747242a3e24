namespace ConvLog.Storage.Statistics.Calls;

/// <summary>Calls as they are referred to.</summary>
internal static class CallReferences
{
    /// <summary>The call, abandoned where it has no end in a conversation that has ended.</summary>
    public static ExaminedCall Ended(in ExaminedCall call, ExaminedConversation conversation)
        => call.Outcome is null && conversation.HasEnded ? call with { Outcome = FunctionOutcome.Abandoned } : call;

    public static CallReference Of(in ExaminedCall call, ExaminedConversation conversation) => new()
    {
        ConversationId = conversation.Id,
        CallId = call.Id,
        StartedAt = call.StartedAt.ToUniversalTime(),
        Duration = call.Duration,
        Outcome = call.Outcome,
        ErrorType = call.ErrorType,
        StatusCode = call.StatusCode,
    };
}
