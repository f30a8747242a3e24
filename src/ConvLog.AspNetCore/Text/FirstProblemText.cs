using ConvLog.Storage;

namespace ConvLog.AspNetCore.Text;

/// <summary>The first problem of a conversation, in words.</summary>
internal static class FirstProblemText
{
    /// <summary>The message or a substitute for it; null if the status is sufficient.</summary>
    public static string? Of(FirstProblem problem) => problem switch
    {
        { Message: { } message } => message,
        { ErrorType: { } type } => type,
        { StatusCode: 0 } => "No response",
        { StatusCode: not null } => null,
        { Function: null, Model: null } => "Turn failed",
        { Outcome: FunctionOutcome.Failed } => "Failed",
        _ => "Abandoned",
    };
}
