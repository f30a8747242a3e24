namespace ConvLog.Entries;

/// <summary>The scope of an entry, by IDs only: an entry in a store's queue must not keep its event, with all other entries, in memory.</summary>
/// <param name="Writer">The opening of the conversation.</param>
/// <param name="TurnId">The ID of the turn; null outside any.</param>
/// <param name="FunctionEventId">The ID of the function event; null outside any.</param>
internal sealed record EntryOrigin(EntryWriter Writer, string? TurnId, string? FunctionEventId);
