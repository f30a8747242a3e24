namespace ConvLog.PostgreSql.Writing;

/// <summary>An entry that is there already, as far as another delivery of it is compared with it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Checksum">Its checksum.</param>
/// <param name="SealedPart">Its personal part as it stands there; null for none.</param>
/// <param name="SealedChecksum">That one's checksum.</param>
internal sealed record StoredEntry(long Number, long Checksum, byte[]? SealedPart, long SealedChecksum);
