namespace ConvLog.Storage;

/// <summary>A turn or entry that contains the searched text. It holds no personal data.</summary>
public sealed record SearchHit
{
    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The turn; null outside a turn.</summary>
    public string? TurnId { get; init; }

    /// <summary>The function event; null outside a function event.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>The random ID of the entry; null if the user input or agent response matched.</summary>
    public Guid? EntryId { get; init; }

    /// <summary>The time at which the turn began or the entry was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The part that matched first: <c>user_input</c>, <c>agent_response</c>, <c>content</c>, or the key of a field.</summary>
    public required string Part { get; init; }

    /// <summary>The text around the first match, at most 200 UTF-16 code units.</summary>
    public required string Snippet { get; init; }

    /// <summary>The matches in <see cref="Snippet"/>, in UTF-16 code units, in order and without overlap.</summary>
    public required IReadOnlyList<(int Start, int Length)> Highlights { get; init; }
}
