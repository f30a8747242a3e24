using ConvLog.Storage;

namespace ConvLog.AspNetCore.Text;

/// <summary>What went wrong first in a conversation, in words.</summary>
internal static class FirstProblemWords
{
    /// <summary>The message or what stands for it; null where the status says all.</summary>
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
