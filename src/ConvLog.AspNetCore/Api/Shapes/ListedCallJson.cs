namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>A call of a list.</summary>
internal readonly struct ListedCallJson(ListedCall call)
{
    public string ConversationId => call.Conversation.ConversationId;
    public string CallId => call.CallId;
    public DateTimeOffset StartedAt => call.StartedAt;
    public double? DurationMs => call.Duration is { } duration ? DurationsJson.Of(duration) : null;
    public FunctionOutcome? Outcome => call.Outcome;
    public string? ErrorType => call.ErrorType;
    public IReadOnlyList<int> StatusCodes => call.StatusCodes;
    public string? UserInput => call.UserInput;
    public string AgentId => call.Conversation.AgentId;
    public string? VariantId => call.Conversation.VariantId;
    public ConversationEnvironment Environment => call.Conversation.Environment;
    public string? Channel => call.Conversation.Channel;
}
