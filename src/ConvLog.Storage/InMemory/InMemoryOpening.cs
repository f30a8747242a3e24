using ConvLog.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>An opening in memory.</summary>
/// <param name="Record">The opening, or what is left of it.</param>
/// <param name="Pseudonym">What its end user is called; null where it names none.</param>
/// <param name="IsPurged">Whether its personal data is gone: the record names the user by the pseudonym then.</param>
internal sealed record InMemoryOpening(ConversationRecord Record, string? Pseudonym, bool IsPurged = false);
