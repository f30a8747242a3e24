namespace ConvLog.Storage;

/// <summary>A turn or entry in which a search found its text. Holds nothing personal.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="TurnId">The turn; null outside any.</param>
/// <param name="FunctionEventId">The function event; null outside any.</param>
/// <param name="EntryId">The entry's random id; null where an utterance was hit.</param>
/// <param name="Timestamp">When the turn began or the entry was logged, in UTC.</param>
/// <param name="Part">What was hit first: <c>user_input</c>, <c>agent_response</c>, <c>content</c>, or the key of a field.</param>
/// <param name="Snippet">The text around the first hit, at most 200 UTF-16 units.</param>
/// <param name="Highlights">Where the searched words stand in <paramref name="Snippet"/>, in UTF-16 units, in order and without overlap.</param>
public sealed record SearchHit(
    string ConversationId,
    string? TurnId,
    string? FunctionEventId,
    Guid? EntryId,
    DateTimeOffset Timestamp,
    string Part,
    string Snippet,
    IReadOnlyList<(int Start, int Length)> Highlights);
