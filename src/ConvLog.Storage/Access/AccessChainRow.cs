namespace ConvLog.Storage.Access;

/// <summary>The row of a read, for verifying the chain.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Content">The hash of its fields, computed from the stored values.</param>
/// <param name="Hash">Its stored hash in the chain.</param>
internal readonly record struct AccessChainRow(long Number, byte[] Content, byte[] Hash);
