using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>Where something belongs that is logged.</summary>
/// <param name="Buffer">That of the function event, the turn or the conversation.</param>
/// <param name="After">The ID of the turn or event that had ended by then; null where it is open.</param>
internal readonly record struct LogPlace(EntryBuffer Buffer, string? After = null);
