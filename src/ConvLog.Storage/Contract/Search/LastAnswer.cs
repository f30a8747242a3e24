namespace ConvLog.Storage;

/// <summary>
/// What the agent said last in a conversation that says how it ended: the answer of the last turn with a completed function call, or of the last turn if no
/// call completed, because a conversation often ends with a farewell. Turns without an answer are left out.
/// </summary>
public sealed record LastAnswer
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The answer, with personal data redacted.</summary>
    public required string Text { get; init; }
}
