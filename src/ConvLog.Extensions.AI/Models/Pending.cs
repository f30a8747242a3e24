using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The pending work of a response: calls that the caller answers or approves, and work that the service continues.</summary>
internal static class Pending
{
    /// <summary>What the turn of a response waits for; null for nothing.</summary>
    /// <param name="response">The response.</param>
    /// <param name="tools">The tools that were offered; null for none.</param>
    public static TurnWait? Of(ChatResponse response, IList<AITool>? tools)
    {
        Dictionary<string, (ToolCallContent Call, bool IsApproval)> calls = new(StringComparer.Ordinal); // An ID may be reused in a later round.
        foreach (var content in response.Messages.SelectMany(static message => message.Contents))
        {
            switch (content)
            {
                case FunctionCallContent { InformationalOnly: false } call: calls[call.CallId] = (call, NeedsApproval(call.Name, tools)); break;
                case ToolApprovalRequestContent request: calls[request.ToolCall.CallId] = (request.ToolCall, true); break;
                case FunctionResultContent result: calls.Remove(result.CallId); break;
                default: break;
            }
        }

        if (calls.Count > 0)
        {
            var kind = calls.Values.Any(static call => call.IsApproval) ? TurnWaitKind.Approval : TurnWaitKind.ClientTool;
            var names = calls.Values.Select(static call => NameOf(call.Call)).Distinct(StringComparer.Ordinal);
            return new TurnWait(kind, [.. calls.Keys]) { Name = string.Join(", ", names) };
        }

        return response.ContinuationToken is { } token ? new TurnWait(TurnWaitKind.BackgroundWork) { ContinuationToken = TextOf(token) } : null;
    }

    /// <summary>A token as text; null if it cannot be serialized.</summary>
    public static string? TextOf(ResponseContinuationToken token)
    {
        try
        {
            return Convert.ToBase64String(token.ToBytes().Span);
        }
        catch (Exception)
        {
            return null; // A custom token of the host. Its turn is found only in this opening.
        }
    }

    /// <summary>Whether a function runs only after approval.</summary>
    public static bool NeedsApproval(AITool? tool) => tool?.GetService(typeof(ApprovalRequiredAIFunction)) is not null;

    private static bool NeedsApproval(string name, IList<AITool>? tools)
        => tools?.Any(tool => string.Equals(tool.Name, name, StringComparison.Ordinal) && NeedsApproval(tool)) == true;

    private static string NameOf(ToolCallContent call) => call is FunctionCallContent function ? function.Name : HostedTool.NameOf(call);
}
