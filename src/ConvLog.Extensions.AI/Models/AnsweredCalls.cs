using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The calls that messages answer: with the result of a tool, or with someone's yes or no.</summary>
internal static class AnsweredCalls
{
    /// <summary>Their IDs; none of messages that a framework added.</summary>
    public static List<string> In(IEnumerable<ChatMessage> messages)
        => [.. messages.Where(static message => !ContextMessages.Contains(message)).SelectMany(static message => message.Contents)
            .Select(IdOf).OfType<string>()];

    private static string? IdOf(AIContent content) => content switch
    {
        FunctionResultContent result => result.CallId,
        ToolApprovalResponseContent response => response.ToolCall.CallId,
        _ => null,
    };
}
