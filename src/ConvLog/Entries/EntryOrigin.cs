namespace ConvLog.Entries;

/// <summary>Where an entry belongs, by ids alone: what waits for a store must not keep the event, and with that all its other entries, in memory.</summary>
/// <param name="Writer">The opening of the conversation.</param>
/// <param name="TurnId">The turn; null outside any.</param>
/// <param name="FunctionEventId">The function event; null outside any.</param>
internal sealed record EntryOrigin(EntryWriter Writer, string? TurnId, string? FunctionEventId);
