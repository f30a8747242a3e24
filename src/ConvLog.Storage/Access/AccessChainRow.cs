namespace ConvLog.Storage.Access;

/// <summary>A read as the chain sees it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Content">The hash of its fields, computed from what is stored.</param>
/// <param name="Hash">Its hash in the chain, as it is stored.</param>
internal readonly record struct AccessChainRow(long Number, byte[] Content, byte[] Hash);
