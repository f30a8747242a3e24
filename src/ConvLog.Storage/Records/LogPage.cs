namespace ConvLog.Records;

/// <summary>A part of what was logged in a conversation, as one reader may see it.</summary>
/// <param name="Logged">
/// Entries and API responses, in order. A part may hold fewer than were asked for, even none, and not be the last: changes of state and metrics are counted and not told here.
/// </param>
/// <param name="Next">The cursor with which the log goes on; null where nothing follows.</param>
public sealed record LogPage(IReadOnlyList<LoggedView> Logged, string? Next);
