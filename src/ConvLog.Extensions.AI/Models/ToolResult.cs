using ConvLog.Entries;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// What a tool returned, as it is logged: a file's type instead of its bytes. A lazy sequence is left for the model to read, and logged by its type. Never
/// throws.
/// </summary>
internal static class ToolResult
{
    private static readonly EntryCapture s_capture = new(LogLimits.Default, JsonTypes.Of(resolver: null, reflect: true));

    /// <summary>Settles a function event with what its tool returned: it has failed where that says so.</summary>
    public static void Settle(FunctionEvent call, object? result)
    {
        var answer = result as FunctionResultContent;
        if (answer?.Exception is { } thrown)
        {
            call.Fail(thrown);
            return;
        }

        var mcp = McpResult.Of(answer is null ? result : answer.Result);
        if (mcp is { IsError: true })
        {
            call.Fail(Text(mcp.Value) is { Length: > 0 } error ? error : "The tool reported an error without a text.");
        }
        else
        {
            call.Complete(mcp is null ? Loggable(result) : mcp.Value);
        }
    }

    public static object? Loggable(object? result) => result switch
    {
        FunctionResultContent answer => Loggable(answer.Result),
        AIContent content => ContentText.Of(content) ?? $"[{content.GetType().Name}]",
        ICollection<AIContent> or IReadOnlyCollection<AIContent> => Parts((IEnumerable<AIContent>)result),
        _ => result,
    };

    /// <summary>The same as one text; empty for nothing. Objects are written as in a function event, without their ToString.</summary>
    public static string Text(object? result) => Loggable(result) switch
    {
        null => "",
        string text => text,
        object?[] parts => string.Join('\n', parts.Select(Text)),
        var other => FieldText.Unquoted(s_capture.Value("result", other)),
    };

    /// <summary>What the model was answered, with the message of an exception before all else.</summary>
    public static string Text(FunctionResultContent result) => result.Exception is { } thrown ? ExceptionFields.Message(thrown) : Text(result.Result);

    private static object Parts(IEnumerable<AIContent> contents)
    {
        try
        {
            return contents.Select(Loggable).ToArray();
        }
        catch (Exception)
        {
            // A collection of the host's own that cannot be read: who captures it counts that.
            return contents;
        }
    }
}
