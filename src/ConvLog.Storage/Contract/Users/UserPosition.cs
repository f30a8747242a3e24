namespace ConvLog.Storage;

/// <summary>A place in a list of end users.</summary>
/// <param name="LastStartedAt">When the user's latest conversation of the list began, in UTC ticks.</param>
/// <param name="Pseudonym">The user's pseudonym.</param>
public sealed record UserPosition(long LastStartedAt, string Pseudonym);
