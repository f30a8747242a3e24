namespace ConvLog.Privacy;

/// <summary>A data key in the encrypted form in which it is stored.</summary>
public sealed record WrappedKey
{
    /// <summary>Creates a wrapped key.</summary>
    /// <param name="keyId">The id of the key that wraps it.</param>
    /// <param name="bytes">The wrapped key.</param>
    public WrappedKey(string keyId, ReadOnlyMemory<byte> bytes)
    {
        KeyId = keyId;
        Bytes = bytes;
    }

    /// <summary>The id of the key that wraps it.</summary>
    public string KeyId { get; init; }

    /// <summary>The wrapped key; its format is up to the <see cref="IKeyRing"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
