using ConvLog.Entries;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The result of a tool for the log: a file's type instead of its bytes. A lazy sequence is left for the model to read, and logged by its type. Never
/// throws.
/// </summary>
internal static class ToolResult
{
    // The results that function invocation returns for an unknown tool or a failed one.
    private static readonly string[] s_loopErrors = ["Error: Requested function \"", "Error: Function failed.", "Error: Unknown error."];

    // The results for a declined call.
    private static readonly string[] s_declined = ["Tool call invocation rejected.", "Tool call invocation was rejected by the approver"];

    private static readonly EntryCapture s_capture = new(LogLimits.Default, JsonTypes.Of(resolver: null, ObjectReflection.AutoProperties));

    /// <summary>Completes a function event with the result of its tool, as failed if the result reports a failure.</summary>
    public static void Settle(FunctionEvent call, object? result) => Settle(call, result, asked: null, call.Complete);

    /// <summary>Completes a function event of which only the result is known, as the model gets it.</summary>
    public static void SettleUnobserved(FunctionEvent call, FunctionResultContent result, FunctionCallContent asked)
    {
        string? text = result is { Exception: null, Result: string given } ? given : null;
        if (Begins(text, s_declined))
        {
            call.Decide(ApprovalDecision.Declined);
        }
        else if (Begins(text, s_loopErrors))
        {
            call.Fail(text!);
        }
        else
        {
            Settle(call, result, asked, call.CompleteUnobserved);
        }
    }

    private static bool Begins(string? text, string[] beginnings)
        => text is not null && Array.Exists(beginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal));

    private static void Settle(FunctionEvent call, object? result, FunctionCallContent? asked, Action<object?> complete)
    {
        var answer = result as FunctionResultContent;
        if (answer?.Exception is { } thrown)
        {
            call.Fail(CallArguments.Explain(asked, thrown));
            return;
        }

        var mcp = McpResult.Of(answer is null ? result : answer.Result);
        if (mcp is { IsError: true })
        {
            call.Fail(Text(mcp.Value) is { Length: > 0 } error ? error : "The tool reported an error without a text.");
        }
        else
        {
            complete(mcp is null ? Loggable(result) : mcp.Value);
        }
    }

    public static object? Loggable(object? result) => result switch
    {
        FunctionResultContent answer => Loggable(answer.Result),
        AIContent content => ContentText.Of(content) ?? $"[{content.GetType().Name}]",
        ICollection<AIContent> or IReadOnlyCollection<AIContent> => Parts((IEnumerable<AIContent>)result),
        _ => result,
    };

    /// <summary>The result as one text; empty for none. Objects are written as in a function event, without ToString.</summary>
    public static string Text(object? result) => Loggable(result) switch
    {
        null => "",
        string text => text,
        object?[] parts => string.Join('\n', parts.Select(Text)),
        var other => FieldText.Unquoted(s_capture.Value("result", other)),
    };

    private static object Parts(IEnumerable<AIContent> contents)
    {
        try
        {
            return contents.Select(Loggable).ToArray();
        }
        catch (Exception)
        {
            // A collection of the host that cannot be read: the capturing code counts it.
            return contents;
        }
    }
}
