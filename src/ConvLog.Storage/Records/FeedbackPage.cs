namespace ConvLog.Records;

/// <summary>The ratings in a part of a list of conversations.</summary>
/// <param name="Feedback">The ratings: conversations in the order of the list, turns in theirs. A part may hold none and not be the last.</param>
/// <param name="Next">The cursor with which the list goes on; null where nothing follows.</param>
/// <param name="SearchStopped">Whether the search for a text stopped at its bound, so that older conversations may be missing.</param>
public sealed record FeedbackPage(IReadOnlyList<RatedTurn> Feedback, string? Next, bool SearchStopped);
