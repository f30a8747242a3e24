namespace ConvLog.Storage;

/// <summary>
/// The first problem of a conversation, excluding personal data: the function call that failed or was abandoned first, or the error entry, API response, model
/// call or turn before it.
/// </summary>
public sealed record FirstProblem
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The function that failed or was abandoned, or in which the problem was logged; null outside function calls.</summary>
    public string? Function { get; init; }

    /// <summary>The outcome of that call; null outside calls, and if the call has no end.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>The model whose call failed or was abandoned; null for other problems.</summary>
    public string? Model { get; init; }

    /// <summary>Method and URL of an API response outside function calls, without IDs and the query; null for other problems.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The status of the API response, 0 without a response; null if no API response is a part of the problem.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The type of the exception with which the function call or turn failed; null if unknown.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The message of the error entry; null if there is none.</summary>
    public string? Message { get; init; }
}
