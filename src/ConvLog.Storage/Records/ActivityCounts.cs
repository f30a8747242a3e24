namespace ConvLog.Records;

/// <summary>How much was logged in a conversation, and when last. Kept twice: with personal entries and without, as a count must not tell of what is hidden.</summary>
/// <param name="Entries">Entries of any level.</param>
/// <param name="Warnings">Entries that are warnings.</param>
/// <param name="Errors">Entries that are errors.</param>
/// <param name="LastActivityAt">When something was written last, in UTC.</param>
public sealed record ActivityCounts(int Entries, int Warnings, int Errors, DateTimeOffset LastActivityAt);
