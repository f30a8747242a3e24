namespace ConvLog.Storage;

/// <summary>
/// What went wrong first in a conversation, as far as everyone may see it: the function call that failed or was abandoned first, or the error entry, API
/// response, model call or turn before it.
/// </summary>
public sealed record FirstProblem
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The function that failed or was abandoned, or in which it was logged; null outside function calls.</summary>
    public string? Function { get; init; }

    /// <summary>How that call ended; null outside calls, and where no end was written.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>The model whose call failed or was abandoned; null for others.</summary>
    public string? Model { get; init; }

    /// <summary>Method and URL of an API response outside function calls, IDs and the query left out; null for others.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The status of the API response, 0 without a response; null where there is none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The type of the exception with which the function call or turn failed; null without one.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The message of the error entry; null where there is none.</summary>
    public string? Message { get; init; }
}
