namespace ConvLog.Storage;

/// <summary>A call of a function, endpoint or model, as a store returns it. Contains no personal data.</summary>
public sealed record StoredCall
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The ID of the function event, API response or model call.</summary>
    public required string CallId { get; init; }

    /// <summary>When it started, in UTC; of an API response, when it was logged.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended; null if it has no end.</summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>The type of the exception; null without one.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The HTTP status of the API response, or of those of a function call, in order; 0 without a response. Personal ones are excluded.</summary>
    public IReadOnlyList<int> StatusCodes { get; init; } = [];

    /// <summary>The state of a function call's approval; null if it has none.</summary>
    public ApprovalState? Approval { get; init; }

    /// <summary>The input of its turn, with masked parts in their shown form; null outside turns.</summary>
    public string? UserInput { get; init; }
}
