namespace ConvLog.PostgreSql.Writing;

/// <summary>What was said in the turn that a title is of, where it is not in the batch.</summary>
/// <param name="Input">What the user said, as shown.</param>
/// <param name="Response">What the agent said, as shown.</param>
/// <param name="SealedPart">Its personal part as it stands there; null for none.</param>
/// <param name="SealedChecksum">That one's checksum.</param>
internal sealed record StoredTitle(string Input, string Response, byte[]? SealedPart, long SealedChecksum);
