namespace ConvLog.Storage;

/// <summary>The most frequent messages of error entries. Personal entries count nowhere.</summary>
/// <param name="Messages">The messages, most frequent first, then in ordinal order.</param>
/// <param name="Since">
/// Where there were more errors than are looked at: when the oldest conversation began that was looked at, in UTC. Null where all of the time were.
/// </param>
public sealed record ErrorMessages(IReadOnlyList<ErrorMessage> Messages, DateTimeOffset? Since);
