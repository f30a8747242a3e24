using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>A tool run by the model's service, as reported in its response: web search, code interpreter, a tool of an MCP server.</summary>
internal static class HostedTool
{
    /// <summary>The tool's name.</summary>
    public static string NameOf(ToolCallContent call) => call switch
    {
        McpServerToolCallContent mcp => mcp.Name,
        WebSearchToolCallContent => "web_search",
        CodeInterpreterToolCallContent => "code_interpreter",
        _ => call.GetType().Name.Replace("ToolCallContent", "", StringComparison.Ordinal),
    };

    /// <summary>The arguments; null for none.</summary>
    public static object? ArgumentsOf(ToolCallContent call) => call switch
    {
        McpServerToolCallContent { Arguments: { } arguments } => arguments,
        WebSearchToolCallContent { Queries: { Count: > 0 } queries } => new Dictionary<string, object?>(StringComparer.Ordinal) { ["queries"] = queries },
        CodeInterpreterToolCallContent { Inputs: { Count: > 0 } inputs }
            => new Dictionary<string, object?>(StringComparer.Ordinal) { ["inputs"] = ToolResult.Loggable(inputs) },
        _ => null,
    };

    /// <summary>Completes a function event with the result reported by the service.</summary>
    /// <param name="call">The event.</param>
    /// <param name="asked">The call in the response.</param>
    /// <param name="result">The result; null if the service reports none.</param>
    public static void Settle(FunctionEvent call, ToolCallContent asked, ToolResultContent? result)
    {
        var outputs = result switch
        {
            McpServerToolResultContent mcp => mcp.Outputs,
            WebSearchToolResultContent search => search.Outputs,
            CodeInterpreterToolResultContent code => code.Outputs,
            _ => null,
        };
        call.SetHosted();
        call.ServerName = (asked as McpServerToolCallContent)?.ServerName;
        if (outputs?.OfType<ErrorContent>().FirstOrDefault() is { } error)
        {
            call.Fail(error.Message is { Length: > 0 } message ? message : error.ErrorCode ?? "The service reported an error without a text.");
        }
        else
        {
            call.Complete(outputs is null ? null : ToolResult.Loggable(outputs));
        }
    }
}
