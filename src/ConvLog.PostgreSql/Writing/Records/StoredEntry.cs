namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The parts of a stored entry that are compared when the entry is delivered again.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Checksum">Its checksum.</param>
/// <param name="SealedPart">Its stored personal part, encrypted; null if there is none.</param>
/// <param name="SealedChecksum">The checksum of <paramref name="SealedPart"/>.</param>
internal sealed record StoredEntry(long Number, long Checksum, byte[]? SealedPart, long SealedChecksum);
