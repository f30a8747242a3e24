using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Finds the calls that messages answer, with the result of a tool or an approval decision.</summary>
internal static class AnsweredCalls
{
    /// <summary>Their IDs, excluding those in messages added by a framework.</summary>
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
