using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>What a tool returned, as it is logged: a file's type instead of its bytes.</summary>
internal static class ToolResult
{
    public static object? Loggable(object? result) => result switch
    {
        FunctionResultContent answer => Loggable(answer.Result),
        AIContent content => ContentText.Of(content) ?? $"[{content.GetType().Name}]",
        IEnumerable<AIContent> contents => contents.Select(Loggable).ToArray(),
        _ => result,
    };
}
