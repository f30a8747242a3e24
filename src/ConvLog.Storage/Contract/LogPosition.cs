namespace ConvLog.Storage;

/// <summary>A place in the log of a conversation. Tells of entries that a reader may not see, so readers get it enciphered.</summary>
/// <param name="Writer">The store's own number of the opening; grows with its epoch.</param>
/// <param name="Sequence">The number of the entry before.</param>
/// <param name="Tie">0 for the entry itself, else the store's own number of what came after it.</param>
public sealed record LogPosition(long Writer, long Sequence, long Tie);
