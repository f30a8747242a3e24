namespace ConvLog.Privacy;

/// <summary>A data key as it may be stored.</summary>
/// <param name="KeyId">The id of the key that wraps it.</param>
/// <param name="Bytes">The wrapped key; its form is the key ring's.</param>
public sealed record WrappedKey(string KeyId, ReadOnlyMemory<byte> Bytes);
