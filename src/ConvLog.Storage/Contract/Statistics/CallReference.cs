namespace ConvLog.Storage;

/// <summary>One call, and where to find it. Contains no personal data.</summary>
public sealed record CallReference
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The ID of the function event, API response or model call.</summary>
    public required string CallId { get; init; }

    /// <summary>When it started, in UTC; of an API response, when it was logged.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>The type of the exception; null without one.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The HTTP status: of an API response, or of the latest failed one in a function call; 0 without a response, null without any.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The first visible error entry of a function call; null if it has none, or if messages are not counted.</summary>
    public string? Message { get; init; }
}
