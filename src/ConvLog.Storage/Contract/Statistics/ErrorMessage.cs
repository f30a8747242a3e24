namespace ConvLog.Storage;

/// <summary>A message that error entries have, word for word the same.</summary>
/// <param name="Content">The message.</param>
/// <param name="Count">How many error entries have it.</param>
/// <param name="Conversations">In how many conversations.</param>
/// <param name="LastAt">The latest time of one, in UTC.</param>
public sealed record ErrorMessage(string Content, long Count, long Conversations, DateTimeOffset LastAt);
